package dev.brownout.grading;

import dev.brownout.sentence.Sentence;
import java.text.Normalizer;
import java.util.Optional;

/**
 * A submission: the name of the student and the text of the file.
 *
 * @param student name of the student, in Unicode normalization form C, so that the same name has the same numbers on
 *     every operating system
 * @param file name of the file in messages, without its folder
 * @param text text of the file; empty if the file is refused
 * @param refusal reason why the file is refused before it is read; empty if it is not
 */
public record Submission(String student, String file, Optional<String> text, Optional<Sentence> refusal) {
    /** Normalizes the name. */
    public Submission {
        student = Normalizer.normalize(student, Normalizer.Form.NFC);
    }

    /** Creates a submission with a text. */
    public static Submission of(String student, String file, String text) {
        return new Submission(student, file, Optional.of(text), Optional.empty());
    }

    /** Creates a submission that is refused before it is read. */
    public static Submission refused(String student, String file, Sentence why) {
        return new Submission(student, file, Optional.empty(), Optional.of(why));
    }
}
