package dev.brownout.summary;

import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * Report of an experiment, as parts.
 *
 * @param title kind of experiment, and title of the scenario
 * @param question question of the experiment; empty if it has none
 * @param sentences findings, the most important first
 * @param tone tone of the first finding
 * @param parts further parts
 * @param command command that reproduces the report
 * @param foot footer about the basis of the results
 */
public record ExperimentReport(
        String title,
        String question,
        List<String> sentences,
        OutcomeTone tone,
        List<Part> parts,
        String command,
        String foot) {
    /** Maximum total size of the images in characters, which keeps a page below 2 MB. */
    private static final int MOST_CHARACTERS = 1_500_000;

    /** Copies the lists. */
    public ExperimentReport {
        sentences = List.copyOf(sentences);
        parts = List.copyOf(parts);
    }

    /** Returns the report with other parts. */
    public ExperimentReport withParts(List<Part> others) {
        return new ExperimentReport(title, question, sentences, tone, others, command, foot);
    }

    /** Returns the report of an experiment that did not end, without an outcome. The reason is its first sentence. */
    public ExperimentReport partial(String reason) {
        List<String> all = new ArrayList<>(List.of(reason));
        all.addAll(sentences);
        return new ExperimentReport(title, question, all, OutcomeTone.PLAIN, parts, command, foot);
    }

    /**
     * Returns the chapter of charts. Images beyond the size limit are listed by name only.
     *
     * @param notes notes about the charts
     */
    public static Part charts(List<Picture> pictures, List<String> notes) {
        Part part = Part.chapter("Charts");
        List<String> left = new ArrayList<>();
        int capacity = MOST_CHARACTERS;
        for (Picture picture : pictures) {
            if (picture.svg().length() <= capacity) {
                part = part.with(picture, OutputFormat.HTML);
                capacity -= picture.svg().length();
            } else {
                left.add(picture.name() + ".svg");
            }
        }
        if (!left.isEmpty()) {
            part = part.with(
                    Note.of("Too large for this page, in separate files: " + String.join(", ", left) + "."),
                    OutputFormat.HTML);
        }
        for (String note : notes) {
            part = part.with(Note.of(note));
        }
        return part;
    }
}
