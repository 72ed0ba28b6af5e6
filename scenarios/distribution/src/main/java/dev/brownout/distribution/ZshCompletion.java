package dev.brownout.distribution;

import picocli.CommandLine.Model.CommandSpec;

/**
 * Completion for zsh: the functions that picocli writes for bash, which zsh runs by its {@code bashcompinit}, as one
 * function that zsh loads by itself when it is first needed.
 */
final class ZshCompletion {
    /** Before this, picocli's script changes options of the shell that sources it. */
    private static final String FIRST_FUNCTION = "# CompWordsContainsArray takes an array";

    /** From here on, it registers its function. */
    private static final String REGISTERED = "# Define a completion specification";

    private static final String BEGIN = """
        #compdef %1$s
        # Completion of zsh for the command %1$s: functions that picocli writes for bash, run by bashcompinit.

        """;

    private static final String END = """
        autoload -U +X bashcompinit && bashcompinit
        # A scenario is a name or a file: where no name begins so, files do.
        _bash_complete -o default -F _complete_%1$s
        """;

    private ZshCompletion() {}

    /** The file for a command, to lie in a folder of zsh's {@code fpath}, called as the command after an underscore. */
    static String of(CommandSpec command) {
        String script = BashCompletion.ofPicocli(command);
        int from = script.indexOf(FIRST_FUNCTION);
        int to = script.indexOf(REGISTERED);
        if (from < 0 || to < from) {
            throw new IllegalStateException("picocli writes another script than it did");
        }
        return BEGIN.formatted(command.name()) + script.substring(from, to) + END.formatted(command.name());
    }
}
