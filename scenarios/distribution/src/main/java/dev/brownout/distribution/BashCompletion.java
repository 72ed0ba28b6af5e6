package dev.brownout.distribution;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** Completion for bash: that of picocli, and names of files where it has no words. */
final class BashCompletion {
    private static final String OR_FILES = """

        # A scenario is a name or a file: where no name begins so, files do.
        function _complete_%1$s_or_files() {
          _complete_%1$s "$@"
          if [ ${#COMPREPLY[@]} -eq 0 ] && [[ "${COMP_WORDS[COMP_CWORD]}" != -* ]]; then
            type compopt &>/dev/null && compopt -o default
          fi
          return 0
        }
        complete -F _complete_%1$s_or_files %1$s
        """;

    private BashCompletion() {}

    /** The script for a command, to be sourced by bash. */
    static String of(CommandSpec command) {
        return ofPicocli(command).replaceFirst("^#!.*\n", "") + OR_FILES.formatted(command.name());
    }

    /** The script as picocli writes it, for bash and for zsh. */
    static String ofPicocli(CommandSpec command) {
        return AutoComplete.bash(command.name(), command.commandLine());
    }
}
