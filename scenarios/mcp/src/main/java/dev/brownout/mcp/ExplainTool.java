package dev.brownout.mcp;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.page.PageJson;
import dev.brownout.reference.Manual;
import dev.brownout.reference.ManualPage;
import dev.brownout.reference.ManualSearch;
import dev.brownout.reference.ManualSearch.Hit;
import dev.brownout.reference.PageLines;
import dev.brownout.reference.PageLines.Part;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tool that explains a word of the language, or shows a scenario of the library, as the command {@code explain}. */
final class ExplainTool implements AssistantTool {
    private static final int MOST_BYTES = 17_000;
    private static final int MOST_HITS = 40;
    private static final String WORD = "word";
    private static final String PART = "part";
    private static final String SEARCH = "search";
    private static final String OFFSET = "offset";

    private final ShippedLibrary library = new ShippedLibrary();
    private Manual manual;

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String description() {
        return "Explains a word of the scenario language (a component kind, policy, fault, step, distribution,"
                + " metric or section), a term of the field, or a scenario of the library; for a scenario, it"
                + " returns the YAML text. With search: finds words by a text. Without arguments: lists all words."
                + " Read the page of each kind before you write a scenario with it.";
    }

    @Override
    public InputSchema schema() {
        return new InputSchema()
                .text(WORD, "a word such as server, retry or sticky session; or a scenario such as ladder/06-cache")
                .choice(
                        PART,
                        "only this part of a page",
                        Stream.of(Part.values()).map(Enum::name).toList())
                .text(SEARCH, "words to search for in the manual and in the questions of all scenarios")
                .integer(OFFSET, "number of the first line to return, from 0; default: 0", 0, Integer.MAX_VALUE);
    }

    @Override
    public BoundedAnswer answer(ToolArguments arguments, ToolCall call) {
        Optional<String> search = arguments.text(SEARCH);
        Optional<String> word = arguments.text(WORD);
        if (search.isPresent() && word.isPresent()) {
            throw new ExperimentException("'search' and 'word' exclude each other");
        }
        if (search.isPresent()) {
            return hits(search.get());
        }
        BoundedAnswer answer = BoundedAnswer.result();
        int offset = arguments.integer(OFFSET, 0);
        String text = word.map(one -> page(one, arguments.text(PART).map(Part::valueOf)))
                .orElseGet(() -> String.join("\n", PageLines.contents(manual(), false)));
        Optional<String> scenario = word.flatMap(library::find);
        if (scenario.isPresent()) {
            answer.field("library", scenario.get());
        }
        return answer.text(
                "text",
                text,
                offset,
                MOST_BYTES,
                "call explain again with offset %d; or with part, for one part of a page");
    }

    private synchronized Manual manual() {
        if (manual == null) {
            manual = new Manual(LanguageDefinition.standard());
        }
        return manual;
    }

    /** Returns the pages about a word, and the text of the scenario with this name. */
    private String page(String word, Optional<Part> part) {
        List<String> lines = new ArrayList<>(PageLines.chapter(manual(), word, false));
        List<ManualPage> pages = lines.isEmpty() ? manual().pagesAbout(word) : List.of();
        for (ManualPage page : pages) {
            if (part.isEmpty()) {
                lines.addAll(PageLines.lines(page, false));
                lines.add("");
            } else if (Part.of(page).contains(part.get())) {
                lines.addAll(PageLines.lines(page, part.get(), false));
                lines.add("");
            }
        }
        if (lines.isEmpty() && !pages.isEmpty()) {
            throw new ExperimentException(
                    "the page about '{}' has no {}; it has {}", word, part.get(), Part.of(pages.get(0)));
        }
        library.text(word).ifPresent(text -> lines.addAll(text.lines().toList()));
        if (lines.isEmpty()) {
            throw new ExperimentException(
                    "{}; 'search' finds words by a text",
                    SpellingSuggestion.hinted(Sentence.of("unknown word '{}'", word), word, manual().words()));
        }
        return String.join("\n", lines);
    }

    private BoundedAnswer hits(String text) {
        List<Map<String, Object>> hits = ManualSearch.withLibrary(manual()).of(text).stream()
                .map(hit -> hit(hit, text))
                .toList();
        if (hits.isEmpty()) {
            throw new ExperimentException("the manual has no text with all words of '{}'; use fewer words", text);
        }
        return BoundedAnswer.result()
                .field("count", hits.size())
                .list(
                        "hits",
                        hits.subList(0, Math.min(hits.size(), MOST_HITS)),
                        MOST_BYTES,
                        "add a word to narrow the search");
    }

    private static Map<String, Object> hit(Hit hit, String text) {
        return PageJson.object(
                "word", hit.name(), "kind", hit.title(), "text", ManualSearch.matchingSentence(hit, text));
    }
}
