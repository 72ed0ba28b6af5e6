package dev.brownout.distribution;

import picocli.CommandLine.Model.CommandSpec;

/**
 * Completion script for zsh: one autoloaded function that contains the functions that picocli generates for bash. zsh
 * runs them with {@code bashcompinit}.
 */
final class ZshCompletion {
    /**
     * First line to keep of picocli's script. The lines before it change options of the shell that sources the script.
     */
    private static final String FIRST_FUNCTION = "# CompWordsContainsArray takes an array";

    /** First line of picocli's script that registers its completion function; this line and the rest are dropped. */
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

    /**
     * Returns the file for a command. It belongs in a folder of zsh's {@code fpath}, under the name of the command with
     * an underscore before it.
     */
    static String script(CommandSpec command) {
        String script = BashCompletion.ofPicocli(command);
        int from = script.indexOf(FIRST_FUNCTION);
        int to = script.indexOf(REGISTERED);
        if (from < 0 || to < from) {
            throw new IllegalStateException("picocli writes another script than it did");
        }
        return BEGIN.formatted(command.name()) + script.substring(from, to) + END.formatted(command.name());
    }
}
