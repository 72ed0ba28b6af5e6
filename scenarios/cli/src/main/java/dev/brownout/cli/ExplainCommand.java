package dev.brownout.cli;

import dev.brownout.cli.text.OptionException;
import dev.brownout.language.ScenarioEstimates;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.Manual;
import dev.brownout.reference.ManualMarkdown;
import dev.brownout.reference.ManualPage;
import dev.brownout.reference.ManualSearch;
import dev.brownout.reference.ManualSearch.Hit;
import dev.brownout.reference.PageLines;
import dev.brownout.sentence.Sentence;
import dev.brownout.terminal.ArithmeticSection;
import dev.brownout.terminal.LineWrap;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.Messages;
import dev.brownout.translation.TextLanguage;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command that prints the manual page about a word of the language, or the analytical estimates for a scenario. */
@Command(
        description = "Explain a term, a word of the language, or a scenario.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:explained", ExitCode.BAD_INPUT_LINE})
final class ExplainCommand implements Callable<Integer> {
    /** Height of a typical terminal, in lines. */
    private static final int SCREEN = 24;

    private static final int MOST_HITS = 8;

    private final Terminal terminal;
    /**
     * Supplier of the language definition. It is evaluated lazily because this command is created for every command
     * line and reading all words takes time.
     */
    private final Supplier<LanguageDefinition> dialect;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "WORD|SCENARIO",
            completionCandidates = ExplainCompletions.class,
            description = "a term of the field, such as sticky session; a word of the scenario language; a scenario by"
                    + " name or file. Followed by example, parameters, metrics or model: only this part of a page")
    private List<String> words = List.of();

    private String word;
    private PageLines.Part part;

    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "search the manual and the questions of all scenarios")
    private String search;

    @Option(names = "--all", description = "print the whole manual")
    private boolean all;

    @Option(names = "--format", paramLabel = "FORMAT", description = "with --all: ${COMPLETION-CANDIDATES}")
    private Format format = Format.text;

    @Option(
            names = "--set",
            paramLabel = "PATH=V",
            description = "override a setting of the scenario, such as web.nodes=4; may be repeated")
    private List<String> sets = List.of();

    @Option(names = "--param", paramLabel = "N=V", description = "set a parameter of the scenario; may be repeated")
    private List<String> params = List.of();

    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            description = "language of the page: ${COMPLETION-CANDIDATES}; default: en. Texts that exist in English"
                    + " alone are marked")
    private TextLanguage lang = TextLanguage.en;

    /** Output format of the whole manual. */
    enum Format {
        /** Text for a terminal. */
        text,
        /** Markdown, the texts of docs/reference on one page. */
        markdown
    }

    ExplainCommand(Terminal terminal) {
        this(terminal, LanguageDefinition::standard);
    }

    /** Creates a command that explains the words of a given language definition. */
    ExplainCommand(Terminal terminal, Supplier<LanguageDefinition> dialect) {
        this.terminal = terminal;
        this.dialect = dialect;
    }

    @Override
    public Integer call() throws UsageException {
        return LanguageScope.in(lang, this::explained);
    }

    private int explained() throws UsageException {
        if (all && !words.isEmpty() || format == Format.markdown && !all) {
            throw new OptionException(spec.commandLine(), "--all takes no word, and --format needs --all");
        }
        if (search != null && (!words.isEmpty() || all || search.isBlank())) {
            throw new OptionException(spec.commandLine(), "--search needs a text and excludes WORD and --all");
        }
        Manual manual = new Manual(dialect.get());
        if (search != null) {
            search(manual);
        } else if (format == Format.markdown) {
            terminal.output().print(ManualMarkdown.text(manual));
        } else if (all) {
            print(manual.pages());
        } else if (words.isEmpty()) {
            PageLines.contents(manual, terminal.usesColors()).forEach(terminal.output()::printlnColored);
        } else {
            split(manual);
            explain(manual);
        }
        terminal.output().flush();
        return ExitCode.SUCCESS;
    }

    /** Joins the arguments to a word. A last argument that names a part of a page is not a part of the word. */
    private void split(Manual manual) {
        word = String.join(" ", words);
        int last = words.size() - 1;
        Optional<PageLines.Part> named = Stream.of(PageLines.Part.values())
                .filter(each -> each.name().equals(words.get(last)))
                .findFirst();
        if (last > 0 && named.isPresent() && manual.pagesAbout(word).isEmpty()) {
            word = String.join(" ", words.subList(0, last));
            part = named.get();
        }
    }

    /** Prints the first hits of a search, as many as fit on a screen. */
    private void search(Manual manual) throws UsageException {
        List<Hit> hits = ManualSearch.withLibrary(manual).of(search);
        if (hits.isEmpty()) {
            throw new UsageException(
                    "brownout: the manual has no text with all words of '{}'; use fewer words", search);
        }
        for (Hit hit : hits.subList(0, Math.min(hits.size(), MOST_HITS))) {
            terminal.output().println(hit.name() + "  (" + hit.title() + ")");
            LineWrap.wrap("    " + ManualSearch.matchingSentence(hit, search), "    ")
                    .forEach(terminal.output()::println);
        }
        if (hits.size() > MOST_HITS) {
            terminal.output().println((hits.size() - MOST_HITS) + " more: add a word to narrow the search");
        }
    }

    /** Explains a word. If the word is also the name of a scenario, explains both. */
    private void explain(Manual manual) throws UsageException {
        List<String> chapter = PageLines.chapter(manual, word, terminal.usesColors());
        List<ManualPage> pages = chapter.isEmpty() ? manual.pagesAbout(word) : List.of();
        boolean term = !pages.isEmpty() && word.contains("/");
        boolean scenario = part == null && !term && new ScenarioFinder().has(word);
        if (part != null) {
            print(pages, part);
        } else {
            print(pages);
            hint(pages);
        }
        if (scenario && !pages.isEmpty()) {
            terminal.output().println();
        }
        if (scenario) {
            scenario();
        } else if (pages.isEmpty() && !chapter.isEmpty() && part == null) {
            chapter.forEach(terminal.output()::printlnColored);
        } else if (pages.isEmpty()) {
            throw unknown(manual);
        }
    }

    /** Prints one part of the pages that have this part. */
    private void print(List<ManualPage> pages, PageLines.Part one) throws UsageException {
        List<ManualPage> having = pages.stream()
                .filter(page -> PageLines.Part.of(page).contains(one))
                .toList();
        if (having.isEmpty() && !pages.isEmpty()) {
            throw new UsageException(
                    "brownout: the page about '{}' has no {}; it has {}", word, one, parts(pages.get(0)));
        }
        having.forEach(
                page -> PageLines.lines(page, one, terminal.usesColors()).forEach(terminal.output()::printlnColored));
    }

    private static String parts(ManualPage page) {
        return PageLines.Part.of(page).stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    /** Prints a hint how to see a single part if a page is longer than a screen. */
    private void hint(List<ManualPage> pages) {
        if (pages.size() == 1 && PageLines.lines(pages.get(0), false).size() > SCREEN) {
            terminal.output().println();
            LineWrap.wrap(Messages.text("manual.one_part", word, parts(pages.get(0))), "")
                    .forEach(terminal.output()::println);
        }
    }

    private UsageException unknown(Manual manual) {
        Sentence unknown = SpellingSuggestion.hinted(Sentence.of("unknown word '{}'", word), word, manual.words());
        int places = ManualSearch.withLibrary(manual).of(word).size();
        Sentence all = places == 0
                ? Sentence.of("'brownout explain' lists all words")
                : Sentence.of(
                        places == 1
                                ? "found in {} text of the manual: 'brownout explain --search {}'"
                                : "found in {} texts of the manual: 'brownout explain --search {}'",
                        places,
                        word);
        return new UsageException("brownout: {} ({})", unknown, all);
    }

    /** Prints the analytical estimates for a scenario. */
    private void scenario() throws UsageException {
        ScenarioFile file = new ScenarioFinder().check(word, new Overrides(params, sets));
        terminal.warn(file.warnings());
        String title = Messages.text("manual.estimates", file.title());
        Options options = new Options(terminal.usesColors(), TerminalWidth.current(), false, List.of());
        terminal.output().printColored(ArithmeticSection.render(title, ScenarioEstimates.estimates(file), options));
    }

    private void print(List<ManualPage> pages) {
        for (int i = 0; i < pages.size(); i++) {
            if (i > 0) {
                terminal.output().println();
            }
            PageLines.lines(pages.get(i), terminal.usesColors()).forEach(terminal.output()::printlnColored);
        }
    }

    /** Candidates for shell completion: the words of the language that have a page, and the names of scenarios. */
    static final class ExplainCompletions implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            Set<String> words = new LinkedHashSet<>();
            new Manual(LanguageDefinition.standard())
                    .pages().stream()
                            .map(ManualPage::name)
                            .filter(name -> name.matches("[A-Za-z0-9._-]+"))
                            .forEach(words::add);
            new ScenarioNames().forEach(words::add);
            return words.iterator();
        }
    }
}
