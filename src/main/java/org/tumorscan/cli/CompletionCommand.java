package org.tumorscan.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tumorscan completion}. */
@Command(
    name = "completion",
    description =
        "Print a script that completes commands and options: source <(tumorscan completion bash).",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class)
final class CompletionCommand implements Callable<Integer> {
  /** Shells with a script; zsh takes that of bash after {@code bashcompinit}. */
  enum Shell {
    BASH,
    ZSH
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private Shell shell = Shell.BASH;

  @Override
  public Integer call() {
    CommandLine program = spec.root().commandLine();
    if (shell == Shell.ZSH) {
      spec.commandLine().getOut().println("autoload -U +X bashcompinit && bashcompinit");
    }
    spec.commandLine().getOut().print(AutoComplete.bash(program.getCommandName(), program));
    return ExitCode.OK;
  }
}
