package dev.brownout.cli;

import dev.brownout.format.DisplayWidth;
import dev.brownout.json.JsonBuilder;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.library.ShippedLibrary.Entry;
import dev.brownout.reference.LibrarySearch;
import dev.brownout.terminal.LineWrap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command that lists the scenarios of the library by theme, or searches them. */
@Command(
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

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "standard output: text or json")
    private Form form;

    /** Output form of the list. */
    enum Form {
        text,
        json
    }

    private final ShippedLibrary library = new ShippedLibrary();

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        String text = String.join(" ", words);
        Map<String, List<Entry>> sections = new LibrarySearch().sections(text);
        if (sections.isEmpty()) {
            throw noMatch(text);
        }
        if (form == Form.json) {
            printJson(sections);
            return ExitCode.SUCCESS;
        }
        sections.forEach(this::print);
        if (words.isEmpty()) {
            footer();
        }
        return ExitCode.SUCCESS;
    }

    private static UsageException noMatch(String text) {
        LibrarySearch search = new LibrarySearch();
        List<String> lines = new ArrayList<>(List.of("brownout: " + search.noMatchSentence(text)));
        lines.addAll(LineWrap.wrap("themes: " + String.join(", ", search.themes()), INDENT));
        return UsageException.of(lines);
    }

    private void footer() {
        terminal.output().println();
        LineWrap.wrap("start with: " + String.join(", ", library.starters()), "  ").stream()
                .map(line -> line.startsWith("  start") ? line.strip() : line)
                .forEach(terminal.output()::println);
        Stream.of(
                        "search: brownout list WORD...; with questions: brownout list --long",
                        "run one: brownout run NAME; print it: brownout show NAME",
                        "interactive course in 12 steps: brownout learn")
                .flatMap(line -> LineWrap.wrap(line, "").stream())
                .forEach(terminal.output()::println);
    }

    /** Prints an array of objects with the name, title, theme and question of each scenario. */
    private void printJson(Map<String, List<Entry>> sections) {
        JsonBuilder json = JsonBuilder.indented().beginArray();
        sections.values()
                .forEach(entries -> entries.forEach(entry -> json.beginObject()
                        .name("name")
                        .value(entry.name())
                        .name("title")
                        .value(entry.title())
                        .name("theme")
                        .value(entry.group())
                        .name("question")
                        .value(entry.question())
                        .endObject()));
        terminal.output().writeBytes(json.endArray().text().getBytes(StandardCharsets.UTF_8));
        terminal.output().flush();
    }

    private void print(String heading, List<Entry> entries) {
        terminal.output().printlnColored(terminal.usesColors() ? BOLD + heading + PLAIN : heading);
        int wide = entries.stream()
                .mapToInt(entry -> DisplayWidth.width(entry.name()))
                .max()
                .orElseThrow();
        for (Entry entry : entries) {
            List<String> title = LineWrap.wrap(entry.title(), " ".repeat(wide + 2 * INDENT.length()));
            terminal.output()
                    .println(INDENT
                            + DisplayWidth.left(entry.name(), wide)
                            + INDENT
                            + title.get(0).strip());
            title.stream().skip(1).forEach(terminal.output()::println);
            if (questions) {
                LineWrap.wrap(entry.question(), INDENT.repeat(3)).forEach(terminal.output()::println);
            }
        }
    }
}
