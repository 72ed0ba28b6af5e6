package dev.brownout.language.section;

import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SourceText;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.language.diagnostic.ValueException;
import dev.brownout.language.parse.RelationParser;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.result.AnswerFormatException;
import dev.brownout.result.AnswerTemplate;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.AnswerMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads the metrics in the answer of a scenario. */
final class AnswerReader {
    /** Prefix of the paths of the metrics. */
    private static final String PATH = "about.answer.";

    private final Text text;
    private final Set<String> variants;
    private final ProblemCollector findings;

    private AnswerReader(Text text, Set<String> variants, ProblemCollector findings) {
        this.text = text;
        this.variants = variants;
        this.findings = findings;
    }

    /**
     * Returns the metrics of an answer without those in error, which are reported.
     *
     * @param variants the names of the variants
     */
    static List<AnswerSlot> read(Text text, Set<String> variants, ProblemCollector findings) {
        return new AnswerReader(text, variants, findings).slots();
    }

    private List<AnswerSlot> slots() {
        List<AnswerSlot> slots = new ArrayList<>();
        try {
            for (AnswerTemplate.Part part : AnswerTemplate.of(text.value()).parts()) {
                if (part.metric()) {
                    add(part, slots);
                }
            }
        } catch (AnswerFormatException wrong) {
            int start = text.value().offsetByCodePoints(0, wrong.offset());
            String rest = text.value().substring(start).replaceFirst("(?s)\\s.*", "");
            findings.error(location(rest, wrong.offset()).subLocation(0, wrong.length()), Sentence.reason(wrong));
        }
        return slots;
    }

    private void add(AnswerTemplate.Part part, List<AnswerSlot> slots) {
        if (!part.variant().isEmpty() && !variants.contains(part.variant())) {
            SourceLocation place = location(part.variant(), part.variantOffset());
            findings.error(place, SpellingSuggestion.unknown("variant", part.variant(), variants));
            return;
        }
        SourceLocation place = location(part.text(), part.offset());
        try {
            AnswerMetric metric = RelationParser.answer(PATH + slots.size(), part.text());
            slots.add(new AnswerSlot(metric, part.variant(), place));
        } catch (ValueException wrong) {
            findings.error(place, wrong);
        }
    }

    /**
     * Returns the location of a part of the answer, with an offset for each of its code points. Searches the lines of
     * the file if the text has several lines there.
     */
    private SourceLocation location(String part, int offset) {
        SourceLocation whole = text.location();
        int length = part.codePointCount(0, part.length());
        List<Integer> offsets = IntStream.range(0, length).boxed().toList();
        if (!whole.offsets().isEmpty()) {
            return whole.subLocation(offset, length).withOffsets(offsets);
        }
        SourceText source = whole.source();
        for (int line = whole.line(); line <= source.lines().size(); line++) {
            String written = source.line(line);
            int index = written.indexOf(part, line == whole.line() ? column(written, whole.column()) : 0);
            if (index >= 0) {
                int column = written.codePointCount(0, index) + 1;
                return new SourceLocation(source, line, column, length, whole.origin(), offsets);
            }
        }
        return whole;
    }

    private static int column(String line, int column) {
        return line.offsetByCodePoints(0, Math.min(column - 1, line.codePointCount(0, line.length())));
    }
}
