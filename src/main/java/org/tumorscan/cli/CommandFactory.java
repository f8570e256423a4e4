package org.tumorscan.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Gives every command the wiring it needs; everything else is made by picocli. */
final class CommandFactory implements IFactory {
  private final Wiring wiring;

  CommandFactory(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == ClassifyCommand.class) {
      return type.cast(new ClassifyCommand(wiring));
    }
    if (type == TrainCommand.class) {
      return type.cast(new TrainCommand(wiring));
    }
    if (type == DatasetCommand.Audit.class) {
      return type.cast(new DatasetCommand.Audit(wiring));
    }
    if (type == EvaluateCommand.class) {
      return type.cast(new EvaluateCommand(wiring));
    }
    if (type == InspectCommand.class) {
      return type.cast(new InspectCommand(wiring));
    }
    if (type == BenchmarkCommand.class) {
      return type.cast(new BenchmarkCommand(wiring));
    }
    if (type == ModelsCommand.class) {
      return type.cast(new ModelsCommand(wiring));
    }
    if (type == CalibrateCommand.class) {
      return type.cast(new CalibrateCommand(wiring));
    }
    if (type == LeaveOneOutCommand.class) {
      return type.cast(new LeaveOneOutCommand(wiring));
    }
    if (type == ManCommand.class) {
      return type.cast(new ManCommand(wiring));
    }
    if (type == VersionProvider.class) {
      return type.cast(new VersionProvider(wiring));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
