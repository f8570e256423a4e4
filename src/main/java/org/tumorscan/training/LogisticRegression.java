package org.tumorscan.training;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Weighted logistic regression with a ridge penalty, fitted by L-BFGS. Deterministic.
 *
 * <p>Minimises sum_i w_i log(1 + exp(-y_i (x_i . b + c))) + ridge / 2 |b|^2 with y in {-1, 1}; the
 * intercept c is not penalised. The problem is strictly convex in b: the result does not depend on
 * where the search begins.
 *
 * @see <a href="https://doi.org/10.1007/978-0-387-40065-5">Nocedal and Wright 2006, algorithm
 *     7.4</a>
 */
final class LogisticRegression {
  private static final int MEMORY = 10;
  private static final int MAX_ITERATIONS = 500;
  private static final double GRADIENT_TOLERANCE = 1e-6;
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final int MAX_HALVINGS = 40;

  private final float[][] features;
  private final boolean[] positive;
  private final double[] weights;
  private final double ridge;
  private final int dimension;

  private LogisticRegression(
      float[][] features, boolean[] positive, double[] weights, double ridge) {
    this.features = features;
    this.positive = positive;
    this.weights = weights;
    this.ridge = ridge;
    this.dimension = features[0].length + 1;
  }

  /**
   * Fits.
   *
   * @param features [n][d], standardised
   * @param positive [n]
   * @param weights [n], at least 0; those of 0 cost no time
   * @param ridge above 0
   * @return [d + 1], the intercept last
   */
  static double[] fit(float[][] features, boolean[] positive, double[] weights, double ridge) {
    return new LogisticRegression(features, positive, weights, ridge).minimise();
  }

  private double[] minimise() {
    double[] point = new double[dimension];
    double[] gradient = new double[dimension];
    double loss = lossAndGradient(point, gradient);
    Deque<Step> history = new ArrayDeque<>();
    for (int i = 0; i < MAX_ITERATIONS && norm(gradient) > GRADIENT_TOLERANCE; i++) {
      double[] direction = direction(gradient, history);
      double slope = dot(direction, gradient);
      double[] next = new double[dimension];
      double[] nextGradient = new double[dimension];
      double stepLength = history.isEmpty() ? 1 / Math.max(1, norm(gradient)) : 1;
      double nextLoss = Double.POSITIVE_INFINITY;
      for (int halving = 0; halving < MAX_HALVINGS; halving++, stepLength /= 2) {
        for (int k = 0; k < dimension; k++) {
          next[k] = point[k] + stepLength * direction[k];
        }
        nextLoss = lossAndGradient(next, nextGradient);
        if (nextLoss <= loss + SUFFICIENT_DECREASE * stepLength * slope) {
          break;
        }
      }
      if (!(nextLoss < loss)) {
        return point;
      }
      remember(history, difference(next, point), difference(nextGradient, gradient));
      point = next;
      gradient = nextGradient;
      loss = nextLoss;
    }
    return point;
  }

  private static void remember(Deque<Step> history, double[] move, double[] gradientChange) {
    double curvature = dot(move, gradientChange);
    if (curvature > 0) {
      history.addLast(new Step(move, gradientChange, 1 / curvature));
      if (history.size() > MEMORY) {
        history.removeFirst();
      }
    }
  }

  /** The two-loop recursion: minus the inverse Hessian's estimate times the gradient. */
  private static double[] direction(double[] gradient, Deque<Step> history) {
    double[] direction = gradient.clone();
    double[] alpha = new double[history.size()];
    int k = history.size();
    for (Iterator<Step> newestFirst = history.descendingIterator(); newestFirst.hasNext(); ) {
      Step step = newestFirst.next();
      alpha[--k] = step.rho * dot(step.move, direction);
      addScaled(direction, step.gradientChange, -alpha[k]);
    }
    if (!history.isEmpty()) {
      Step newest = history.getLast();
      scale(direction, 1 / (newest.rho * dot(newest.gradientChange, newest.gradientChange)));
    }
    for (Step step : history) {
      double beta = step.rho * dot(step.gradientChange, direction);
      addScaled(direction, step.move, alpha[k++] - beta);
    }
    scale(direction, -1);
    return direction;
  }

  private double lossAndGradient(double[] point, double[] gradient) {
    int intercept = dimension - 1;
    double loss = 0;
    for (int k = 0; k < intercept; k++) {
      loss += ridge / 2 * point[k] * point[k];
      gradient[k] = ridge * point[k];
    }
    gradient[intercept] = 0;
    for (int i = 0; i < features.length; i++) {
      if (weights[i] == 0) {
        continue;
      }
      double margin = (positive[i] ? 1 : -1) * (dot(features[i], point) + point[intercept]);
      loss += weights[i] * logOnePlusExp(-margin);
      double pull = (positive[i] ? -1 : 1) * weights[i] / (1 + Math.exp(margin));
      float[] row = features[i];
      for (int k = 0; k < intercept; k++) {
        gradient[k] += pull * row[k];
      }
      gradient[intercept] += pull;
    }
    return loss;
  }

  private static double logOnePlusExp(double x) {
    return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
  }

  /** Four sums at once, since one would wait for every addition before the next. */
  private static double dot(float[] row, double[] point) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = 0;
    for (; k + 3 < row.length; k += 4) {
      a += row[k] * point[k];
      b += row[k + 1] * point[k + 1];
      c += row[k + 2] * point[k + 2];
      d += row[k + 3] * point[k + 3];
    }
    for (; k < row.length; k++) {
      a += row[k] * point[k];
    }
    return a + b + c + d;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private static double[] difference(double[] a, double[] b) {
    double[] difference = a.clone();
    addScaled(difference, b, -1);
    return difference;
  }

  private static void addScaled(double[] target, double[] other, double factor) {
    for (int k = 0; k < target.length; k++) {
      target[k] += factor * other[k];
    }
  }

  private static void scale(double[] target, double factor) {
    for (int k = 0; k < target.length; k++) {
      target[k] *= factor;
    }
  }

  /** A move and how the gradient changed along it; rho is the inverse of their product. */
  private record Step(double[] move, double[] gradientChange, double rho) {}
}
