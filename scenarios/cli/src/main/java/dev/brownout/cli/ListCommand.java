package dev.brownout.cli;

import dev.brownout.library.ShippedLibrary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the scenarios that come with the program: name, title, question; of the ladder's rungs name and title. */
@Command(
        name = "list",
        description = "Lists the scenarios that come with the program.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
    private final Terminal terminal;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ShippedLibrary library = new ShippedLibrary();
        terminal.out().print(library.listing());
        terminal.out().println();
        terminal.out().println("The ladder: one site grows, each rung the one before and a change");
        library.ladderListing().lines().forEach(rung -> terminal.out().println("  ladder/" + rung));
        terminal.out().println();
        terminal.out().println("brownout run NAME runs one, brownout show NAME prints it;");
        terminal.out().println("brownout learn climbs the ladder with you");
        return ExitCode.HELD;
    }
}
