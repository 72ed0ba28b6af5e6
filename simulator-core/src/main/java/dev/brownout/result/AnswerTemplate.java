package dev.brownout.result;

import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * Text of the answer of a scenario with metrics in braces: {@code Writes are down for {save.rto(outage)}}. The form
 * {@code {VARIANT: METRIC}} is the value of a single variant. Literal braces are written twice.
 *
 * @param parts literal texts and metrics, in their order
 */
public record AnswerTemplate(List<Part> parts) {
    /** Copies the list. */
    public AnswerTemplate {
        parts = List.copyOf(parts);
    }

    /**
     * Part of the text.
     *
     * @param text literal text, or the metric with its window as written
     * @param metric whether the part is a metric
     * @param variant variant of the metric; empty for all variants
     * @param offset offset of the metric in the template, in code points
     * @param variantOffset offset of the variant in the template, in code points
     */
    public record Part(String text, boolean metric, String variant, int offset, int variantOffset) {}

    /**
     * Splits a text into its parts.
     *
     * @throws AnswerFormatException if a brace has no counterpart, or nothing is between two braces
     */
    public static AnswerTemplate of(String text) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int index = 0;
        while (index < text.length()) {
            char character = text.charAt(index);
            if (character != '{' && character != '}') {
                literal.append(character);
                index++;
            } else if (index + 1 < text.length() && text.charAt(index + 1) == character) {
                literal.append(character);
                index += 2;
            } else if (character == '}') {
                throw new AnswerFormatException(
                        codePoints(text, index),
                        1,
                        Sentence.of("'}' without '{' before it; a literal brace is written '}}'"));
            } else {
                int end = end(text, index);
                add(literal, parts);
                parts.add(metric(text, index + 1, end));
                index = end + 1;
            }
        }
        add(literal, parts);
        return new AnswerTemplate(parts);
    }

    private static void add(StringBuilder literal, List<Part> parts) {
        if (!literal.isEmpty()) {
            parts.add(new Part(literal.toString(), false, "", 0, 0));
            literal.setLength(0);
        }
    }

    /** Returns the index of the brace that closes the one at an index. */
    private static int end(String text, int open) {
        int end = text.indexOf('}', open);
        int next = text.indexOf('{', open + 1);
        if (end < 0 || next >= 0 && next < end) {
            throw new AnswerFormatException(
                    codePoints(text, open), 1, Sentence.of("'{' is never closed; a literal brace is written '{{'"));
        }
        return end;
    }

    /** Returns the metric between two braces. */
    private static Part metric(String text, int from, int to) {
        int colon = text.substring(from, to).lastIndexOf(':');
        String variant = colon < 0 ? "" : text.substring(from, from + colon).strip();
        String metric = text.substring(from + colon + 1, to).strip();
        if (metric.isEmpty()) {
            throw new AnswerFormatException(
                    codePoints(text, from - 1), to - from + 2, Sentence.of("no metric in braces; write {page.p99}"));
        }
        if (colon >= 0 && variant.isEmpty()) {
            throw new AnswerFormatException(
                    codePoints(text, from), colon + 1, Sentence.of("no variant before ':'; write {VARIANT: page.p99}"));
        }
        int metricOffset = text.indexOf(metric, from + colon + 1);
        int variantOffset = colon < 0 ? from : text.indexOf(variant, from);
        return new Part(metric, true, variant, codePoints(text, metricOffset), codePoints(text, variantOffset));
    }

    private static int codePoints(String text, int index) {
        return text.codePointCount(0, index);
    }
}
