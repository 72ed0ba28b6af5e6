package dev.brownout.terminal;

import dev.brownout.format.DisplayWidth;
import dev.brownout.result.ScenarioExplanation;
import dev.brownout.summary.CapacityForecastSummary;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Renders the analytical estimates of the variants as text: all of the first variant, and the differences of the
 * remaining ones.
 */
public final class ArithmeticSection {
    private final int width;
    private final AnsiStyle ink;
    private final StringBuilder text = new StringBuilder();

    private ArithmeticSection(Options options) {
        this.width = options.width();
        this.ink = new AnsiStyle(options.color());
    }

    /** Returns the text. No line is longer than the width of the options. */
    public static String render(String title, List<ScenarioExplanation> variants, Options options) {
        ArithmeticSection section = new ArithmeticSection(options);
        section.heading(title);
        ScenarioExplanation first = variants.get(0);
        section.variant(first, null, variants.size() == 1);
        for (ScenarioExplanation variant : variants.subList(1, variants.size())) {
            section.variant(variant, first, false);
        }
        return section.text.toString();
    }

    private void variant(ScenarioExplanation variant, ScenarioExplanation first, boolean only) {
        Map<String, List<String>> reported = new LinkedHashMap<>(lines(variant));
        if (first == null) {
            reported.values().removeIf(List::isEmpty);
        } else {
            reported.entrySet().removeAll(new ArrayList<>(lines(first).entrySet()));
        }
        if (!only) {
            String as = first == null
                    ? ""
                    : ": same estimate as " + first.variant() + (reported.isEmpty() ? "" : ", except");
            text.append('\n');
            heading("Variant " + variant.variant() + as);
        }
        reported.forEach((heading, lines) -> {
            text.append('\n').append(ink.heading(heading)).append('\n');
            (lines.isEmpty() ? List.of("none") : lines)
                    .forEach(line -> text.append(line).append('\n'));
        });
    }

    private Map<String, List<String>> lines(ScenarioExplanation variant) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (Part part : CapacityForecastSummary.parts(variant)) {
            lines.put(part.heading(), TerminalPartWriter.lines(part.in(OutputFormat.TERMINAL), width, ink));
        }
        return lines;
    }

    private void heading(String words) {
        DisplayWidth.wrap(words, width)
                .forEach(line -> text.append(ink.heading(line)).append('\n'));
    }
}
