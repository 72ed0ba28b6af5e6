package dev.brownout.mcp;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.page.PageJson;
import dev.brownout.reference.LibrarySearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tool that lists and searches the scenarios of the library, as the command {@code list}. */
final class ListTool implements AssistantTool {
    private static final int MOST_BYTES = 16_000;
    private static final String WORDS = "words";
    private static final String OFFSET = "offset";

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String description() {
        return "Lists scenarios of the library: ready models of systems and of their failures, and a course in"
                + " 12 steps. Without words: all, by theme. Start here to find a scenario to run or to change.";
    }

    @Override
    public InputSchema schema() {
        return new InputSchema()
                .text(WORDS, "a theme such as databases or course, or words of the name, title, question or lesson")
                .integer(OFFSET, "number of the first scenario to list, from 0; default: 0", 0, Integer.MAX_VALUE);
    }

    @Override
    public BoundedAnswer answer(ToolArguments arguments, ToolCall call) {
        LibrarySearch search = new LibrarySearch();
        String words = arguments.text(WORDS).orElse("");
        List<Map<String, Object>> scenarios = new ArrayList<>();
        search.sections(words)
                .forEach((heading, entries) -> entries.forEach(entry -> {
                    Map<String, Object> scenario = PageJson.object("name", entry.name(), "title", entry.title());
                    if (words.isEmpty()) {
                        scenario.put("theme", heading);
                    } else {
                        scenario.put("found", heading);
                        scenario.put("question", entry.question());
                    }
                    scenarios.add(scenario);
                }));
        if (scenarios.isEmpty()) {
            throw new ExperimentException(
                    "{}; themes: {}", search.noMatchSentence(words), String.join(", ", search.themes()));
        }
        return BoundedAnswer.result()
                .field("count", scenarios.size())
                .field("themes", search.themes())
                .list(
                        "scenarios",
                        scenarios,
                        arguments.integer(OFFSET, 0),
                        MOST_BYTES,
                        "call list again with offset %d, or with words");
    }
}
