"""Geometry shared by the phantoms: signed distances in mm (negative inside), smooth noise, painting."""

import numpy as np
from scipy import ndimage


def ellipsoid(coordinates, centre, radii, power=2.0):
    """Distance to a (super)ellipsoid; exact only near a sphere, good enough near any surface.

    coordinates, centre and radii hold one entry an axis, so the same function draws ellipses in 2-D.
    """
    total = sum(np.abs((c - m) / r) ** power for c, m, r in zip(coordinates, centre, radii))
    norm = total ** (1.0 / power)
    return (norm - 1) * float(np.exp(np.mean(np.log(radii))))


def tube(coordinates, points):
    """Distance to a chain of round cones; each point is (coordinate..., radius)."""
    nearest = None
    for start, end in zip(points, points[1:]):
        axis = [e - s for s, e in zip(start[:-1], end[:-1])]
        length_squared = sum(a * a for a in axis)
        along = sum((c - s) * a for c, s, a in zip(coordinates, start, axis)) / length_squared
        along = np.clip(along, 0, 1)
        offset = sum((c - s - along * a) ** 2 for c, s, a in zip(coordinates, start, axis))
        distance = np.sqrt(offset) - (start[-1] + along * (end[-1] - start[-1]))
        nearest = distance if nearest is None else np.minimum(nearest, distance)
    return nearest


def smooth_union(first, second, radius):
    """Union of two distances whose crease is rounded over radius mm."""
    overlap = np.clip(0.5 + 0.5 * (second - first) / radius, 0, 1)
    return second + (first - second) * overlap - radius * overlap * (1 - overlap)


def signed_distance(mask, spacing):
    """Euclidean signed distance in mm to the border of a mask."""
    outside = ndimage.distance_transform_edt(~mask, sampling=spacing)
    inside = ndimage.distance_transform_edt(mask, sampling=spacing)
    return (outside - inside).astype(np.float32)


def noise(rng, shape, sigma, coarse_sigma=None):
    """Smooth noise of unit deviation; with coarse_sigma the slow variation is taken out (band-pass)."""
    white = rng.standard_normal(shape, dtype=np.float32)
    field = ndimage.gaussian_filter(white, sigma, mode="wrap")
    if coarse_sigma is not None:
        field -= ndimage.gaussian_filter(white, coarse_sigma, mode="wrap")
    return field / field.std()


def coverage(distance, edge=0.8):
    """1 inside, 0 outside, linear over edge mm across the border."""
    return np.clip(0.5 - distance / edge, 0, 1)


def paint(image, distance, value, edge=0.8):
    """Lays value over image, in place, where distance is negative."""
    image += (value - image) * coverage(distance, edge)
