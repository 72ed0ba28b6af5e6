package dev.brownout.terminal;

import dev.brownout.page.Arithmetic;
import dev.brownout.page.Form;
import dev.brownout.page.Part;
import dev.brownout.result.Explanation;
import dev.brownout.wording.Columns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the variants of a scenario mean on paper, as text: all of the first, of the others what differs from it. */
public final class ArithmeticSection {
    private final int width;
    private final Ink ink;
    private final StringBuilder text = new StringBuilder();

    private ArithmeticSection(Options options) {
        this.width = options.width();
        this.ink = new Ink(options.color());
    }

    /** Writes the text; no line is longer than the width of the options. */
    public static String render(String title, List<Explanation> variants, Options options) {
        ArithmeticSection section = new ArithmeticSection(options);
        section.heading(title);
        Explanation first = variants.get(0);
        section.variant(first, null, variants.size() == 1);
        for (Explanation variant : variants.subList(1, variants.size())) {
            section.variant(variant, first, false);
        }
        return section.text.toString();
    }

    private void variant(Explanation variant, Explanation first, boolean only) {
        Map<String, List<String>> told = new LinkedHashMap<>(lines(variant));
        if (first == null) {
            told.values().removeIf(List::isEmpty);
        } else {
            told.entrySet().removeAll(new ArrayList<>(lines(first).entrySet()));
        }
        if (!only) {
            String as = first == null ? "" : ": on paper as " + first.variant() + (told.isEmpty() ? "" : ", but for");
            text.append('\n');
            heading("Variant " + variant.variant() + as);
        }
        told.forEach((heading, lines) -> {
            text.append('\n').append(ink.heading(heading)).append('\n');
            (lines.isEmpty() ? List.of("none") : lines)
                    .forEach(line -> text.append(line).append('\n'));
        });
    }

    private Map<String, List<String>> lines(Explanation variant) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (Part part : Arithmetic.parts(variant)) {
            lines.put(part.heading(), Lines.of(part.in(Form.TERMINAL), width, ink));
        }
        return lines;
    }

    private void heading(String words) {
        Columns.wrap(words, width)
                .forEach(line -> text.append(ink.heading(line)).append('\n'));
    }
}
