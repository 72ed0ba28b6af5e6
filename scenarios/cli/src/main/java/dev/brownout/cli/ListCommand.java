package dev.brownout.cli;

import dev.brownout.cli.text.LineWrap;
import dev.brownout.format.DisplayWidth;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.library.ShippedLibrary.Entry;
import dev.brownout.reference.LibrarySearch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command that lists the scenarios of the library by theme, or searches them. */
@Command(
        name = "list",
        description = "List or search the scenarios of the library.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", ExitCode.BAD_INPUT_LINE})
final class ListCommand implements Callable<Integer> {
    private static final String INDENT = "  ";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final Terminal terminal;

    @Parameters(
            arity = "0..*",
            paramLabel = "WORD",
            description = "a theme such as databases, or words of the name, title, question or lesson")
    private List<String> words = List.of();

    @Option(names = "--long", description = "also print the question of each scenario")
    private boolean questions;

    private final ShippedLibrary library = new ShippedLibrary();

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        String text = String.join(" ", words);
        Map<String, List<Entry>> sections = new LinkedHashMap<>();
        library.entries().stream()
                .filter(entry -> words.isEmpty() || named(entry.group(), text))
                .forEach(entry -> add(sections, entry.group(), entry));
        if (sections.isEmpty()) {
            new LibrarySearch()
                    .find(text)
                    .forEach(match -> add(sections, match.place().description(), match.entry()));
        }
        if (sections.isEmpty()) {
            throw nothing(text);
        }
        sections.forEach(this::print);
        if (words.isEmpty()) {
            footer();
        }
        return ExitCode.SUCCESS;
    }

    private static void add(Map<String, List<Entry>> sections, String heading, Entry entry) {
        sections.computeIfAbsent(heading, none -> new ArrayList<>()).add(entry);
    }

    /** Returns whether a text is the title of a theme, with spaces or hyphens. */
    private static boolean named(String theme, String text) {
        return theme.equalsIgnoreCase(text.replace('-', ' '));
    }

    private UsageException nothing(String text) {
        Set<String> themes = new LinkedHashSet<>();
        library.entries().forEach(entry -> themes.add(entry.group()));
        String near = new LibrarySearch()
                .suggestion(text)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
        List<String> lines = new ArrayList<>(List.of("brownout: no scenario contains '" + text + "'" + near));
        lines.addAll(LineWrap.wrap("themes: " + String.join(", ", themes), INDENT));
        return UsageException.of(lines);
    }

    private void footer() {
        terminal.out().println();
        LineWrap.wrap("start with: " + String.join(", ", library.starters()), "  ").stream()
                .map(line -> line.startsWith("  start") ? line.strip() : line)
                .forEach(terminal.out()::println);
        terminal.out().println("search: brownout list WORD...; with questions: brownout list --long");
        terminal.out().println("run one: brownout run NAME; print it: brownout show NAME");
        terminal.out().println("interactive course in 12 steps: brownout learn");
    }

    private void print(String heading, List<Entry> entries) {
        terminal.out().printlnColored(terminal.usesColors() ? BOLD + heading + PLAIN : heading);
        int wide = entries.stream()
                .mapToInt(entry -> DisplayWidth.width(entry.name()))
                .max()
                .orElseThrow();
        for (Entry entry : entries) {
            List<String> title = LineWrap.wrap(entry.title(), " ".repeat(wide + 2 * INDENT.length()));
            terminal.out()
                    .println(INDENT
                            + DisplayWidth.left(entry.name(), wide)
                            + INDENT
                            + title.get(0).strip());
            title.stream().skip(1).forEach(terminal.out()::println);
            if (questions) {
                LineWrap.wrap(entry.question(), INDENT.repeat(3)).forEach(terminal.out()::println);
            }
        }
    }
}
