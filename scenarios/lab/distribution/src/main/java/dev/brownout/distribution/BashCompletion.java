package dev.brownout.distribution;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** Completion script for bash: the script of picocli, with a fallback to file names when no word matches. */
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

    /** Returns the completion script of a command, to be sourced by bash. */
    static String script(CommandSpec command) {
        return ofPicocli(command).replaceFirst("^#!.*\n", "") + OR_FILES.formatted(command.name());
    }

    /** Returns the script that picocli generates for bash and zsh. */
    static String ofPicocli(CommandSpec command) {
        return AutoComplete.bash(command.name(), command.commandLine());
    }
}
