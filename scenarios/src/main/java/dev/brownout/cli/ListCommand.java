package dev.brownout.cli;

import dev.brownout.language.Overrides;
import dev.brownout.language.ScenarioFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the scenarios that come with the program: name, title, question. */
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
    public Integer call() throws Refusal {
        Shelf shelf = new Shelf();
        for (String name : shelf.names()) {
            ScenarioFile file = shelf.read(name, Overrides.NONE);
            terminal.out().println(name + ": " + file.title());
            Lines.wrap(file.question(), "    ").forEach(terminal.out()::println);
        }
        terminal.out().println();
        terminal.out().println("brownout run NAME runs one, brownout show NAME prints it");
        return ExitCode.HELD;
    }
}
