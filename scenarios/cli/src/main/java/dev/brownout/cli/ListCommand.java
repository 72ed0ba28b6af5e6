package dev.brownout.cli;

import dev.brownout.cli.text.LineWrap;
import dev.brownout.format.DisplayWidth;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.library.ShippedLibrary.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command that lists the scenarios of the program by theme: name and title, and optionally the question. */
@Command(
        name = "list",
        description = "Lists the scenarios that come with the program.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", ExitCode.BAD_INPUT_LINE})
final class ListCommand implements Callable<Integer> {
    private static final String INDENT = "  ";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "WORD",
            description = "only those of this theme, such as databases, or with this in their name, title or theme")
    private String word;

    @Option(names = "--long", description = "with the question that each of them asks")
    private boolean questions;

    ListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        List<Entry> all = new ShippedLibrary().entries();
        List<Entry> theme = all.stream().filter(this::ofTheme).toList();
        List<Entry> listed = theme.isEmpty() ? all.stream().filter(this::wanted).toList() : theme;
        if (listed.isEmpty()) {
            Set<String> themes = new LinkedHashSet<>();
            all.forEach(entry -> themes.add(entry.group()));
            throw new UsageException("brownout: no scenario is about '" + word + "'; there are some about "
                    + String.join(", ", themes) + SpellingSuggestion.hint(word, names(all)));
        }
        Map<String, List<Entry>> groups = new LinkedHashMap<>();
        listed.forEach(entry ->
                groups.computeIfAbsent(entry.group(), g -> new ArrayList<>()).add(entry));
        groups.forEach(this::tell);
        if (word == null) {
            terminal.out().println();
            terminal.out().println("brownout run NAME runs one, show NAME prints it; list cache: those about caches");
            terminal.out().println("brownout learn climbs the ladder with you; list --long: the question of each");
        }
        return ExitCode.SUCCESS;
    }

    private static List<String> names(List<Entry> entries) {
        return entries.stream().map(Entry::name).toList();
    }

    /** Returns whether the word of the command line is the theme of an entry, with spaces or hyphens. */
    private boolean ofTheme(Entry entry) {
        return word != null
                && entry.group().equals(word.toLowerCase(Locale.ROOT).replace('-', ' '));
    }

    private boolean wanted(Entry entry) {
        if (word == null) {
            return true;
        }
        String part = word.toLowerCase(Locale.ROOT);
        return (entry.group() + "\n" + entry.name() + "\n" + entry.title())
                .toLowerCase(Locale.ROOT)
                .contains(part);
    }

    private void tell(String group, List<Entry> entries) {
        terminal.out().printlnColored(terminal.usesColors() ? BOLD + group + PLAIN : group);
        int wide = names(entries).stream().mapToInt(DisplayWidth::width).max().orElseThrow();
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
