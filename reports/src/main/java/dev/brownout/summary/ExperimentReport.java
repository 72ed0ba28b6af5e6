package dev.brownout.summary;

import dev.brownout.summary.Block.Note;
import dev.brownout.summary.Block.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * What an experiment found, part by part.
 *
 * @param title of the scenario
 * @param question what the scenario asks; empty where it does not say
 * @param sentences what was found, the most important first
 * @param tone what the first of them means
 * @param parts all else
 * @param command what finds the same again
 * @param foot what all of it rests on
 */
public record ExperimentReport(
        String title,
        String question,
        List<String> sentences,
        OutcomeTone tone,
        List<Part> parts,
        String command,
        String foot) {
    /** Pictures have so many characters together at most, so that a page stays below two megabytes. */
    private static final int MOST_CHARACTERS = 1_500_000;

    /** Takes the lists as they are now. */
    public ExperimentReport {
        sentences = List.copyOf(sentences);
        parts = List.copyOf(parts);
    }

    /**
     * The chapter of pictures; those for which a page has no room are named.
     *
     * @param notes what is to be said of them
     */
    public static Part charts(List<Picture> pictures, List<String> notes) {
        Part part = Part.chapter("Charts");
        List<String> left = new ArrayList<>();
        int room = MOST_CHARACTERS;
        for (Picture picture : pictures) {
            if (picture.svg().length() <= room) {
                part = part.with(picture, OutputFormat.HTML);
                room -= picture.svg().length();
            } else {
                left.add(picture.name() + ".svg");
            }
        }
        if (!left.isEmpty()) {
            part = part.with(
                    Note.of("The page has no room for " + String.join(", ", left) + ", which stand beside it."),
                    OutputFormat.HTML);
        }
        for (String note : notes) {
            part = part.with(Note.of(note));
        }
        return part;
    }
}
