package dev.brownout.grading;

import dev.brownout.language.diagnostic.QuotedText;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.Optional;

/**
 * Grade of one submission.
 *
 * @param student name of the student
 * @param file name of the file
 * @param status outcome of the grading
 * @param points the points, rounded to hundredths; 0 unless it is graded
 * @param most the points of a submission that meets all assertions
 * @param assertions grades of the assertions that students see; empty unless it is graded
 * @param hidden grades of the hidden tests; empty unless it is graded and there are hidden tests
 * @param messages reasons, for the student; they give nothing of the hidden tests away
 */
public record Grade(
        String student,
        String file,
        Status status,
        double points,
        double most,
        List<AssertionGrade> assertions,
        Optional<HiddenGrade> hidden,
        List<Sentence> messages) {
    /** Outcome of the grading of a submission. */
    public enum Status {
        /** Every run reached its end. */
        GRADED,
        /** The file is not allowed; it has no points. */
        REFUSED,
        /** A run exceeded a limit of the assignment; the submission has no points. */
        LIMIT_EXCEEDED,
        /** No score: the time on the wall clock or the memory of the machine was not enough, or the program failed. */
        NOT_GRADED
    }

    /**
     * Grades of the hidden tests.
     *
     * @param points the mean points of a run
     * @param most the points if all hidden assertions are met
     * @param runs the runs in the order of the seeds; empty if the submission cannot be run with the hidden tests
     */
    public record HiddenGrade(double points, double most, List<HiddenRun> runs) {
        /** Copies the list. */
        public HiddenGrade {
            runs = List.copyOf(runs);
        }

        /** Returns whether the hidden tests give all their points. */
        public boolean isFull() {
            return points >= most;
        }
    }

    /**
     * Grades of the hidden assertions in one run.
     *
     * @param seed the seed of the run
     */
    public record HiddenRun(long seed, List<AssertionGrade> assertions) {
        /** Copies the list. */
        public HiddenRun {
            assertions = List.copyOf(assertions);
        }
    }

    /** Copies the lists. */
    public Grade {
        assertions = List.copyOf(assertions);
        messages = List.copyOf(messages);
    }

    /** Returns the messages in English, one line each. */
    public List<String> englishMessages() {
        return messages.stream()
                .map(message -> QuotedText.message(message.toString()))
                .toList();
    }

    /** Returns whether the submission has a score. A submission without a score is neither right nor wrong. */
    public boolean hasScore() {
        return status != Status.NOT_GRADED;
    }

    /** Returns whether the submission has all points. */
    public boolean isFull() {
        return status == Status.GRADED && points >= most;
    }
}
