package dev.brownout.tutorial.teaching;

import dev.brownout.translation.TextLanguage;
import java.util.List;

/**
 * Notes for teaching one step of the course. Numbers in texts are templates in braces, which {@link LessonNumbers}
 * evaluates.
 *
 * @param answerKorean answer of the scenario in Korean, with the templates of the English answer
 * @param plan points to show, in their order
 * @param mistakes frequent wrong guesses
 * @param experiments changes that students try
 * @param questions questions to the students
 */
record TeachingNotes(
        String answerKorean,
        List<PlanPoint> plan,
        List<WrongGuess> mistakes,
        List<Experiment> experiments,
        List<SheetQuestion> questions) {
    /** Notes of a scenario outside of the course. */
    static final TeachingNotes NONE = new TeachingNotes("", List.of(), List.of(), List.of(), List.of());

    /** Duration of the short version of a lesson, in minutes. */
    static final int SHORT_MINUTES = 10;

    /** Duration of the long version of a lesson, in minutes. */
    static final int LONG_MINUTES = 40;

    /**
     * Point to show.
     *
     * @param brief minutes of the short version; 0 if the point is not in it
     * @param full minutes of the long version
     * @param text action of the teacher
     * @param command command line without the name of the program; empty for none
     */
    record PlanPoint(int brief, int full, String text, String command) {}

    /**
     * Wrong guess of students.
     *
     * @param guess the guess
     * @param leadsTo template of the number that follows from the guess
     * @param measured template of the measured number
     * @param reason the reason for the difference
     */
    record WrongGuess(LocalizedText guess, String leadsTo, String measured, LocalizedText reason) {}

    /**
     * Change of a scenario that students try.
     *
     * @param task the task
     * @param variant variant of the scenario that is run
     * @param sets changed settings by path, each {@code PATH=VALUE}
     * @param assertion name of the assertion that measures the result
     */
    record Experiment(LocalizedText task, String variant, List<String> sets, String assertion) {
        /** Copies the list. */
        Experiment {
            sets = List.copyOf(sets);
        }

        /** Returns the command line of the change for a scenario, which prints in a language. */
        String command(String scenario, TextLanguage language) {
            StringBuilder command = new StringBuilder("brownout run ").append(scenario);
            command.append(" --variant ").append(word(variant));
            sets.forEach(set -> command.append(" --set ").append(word(set)));
            return command + language.option();
        }

        private static String word(String text) {
            return text.matches("[\\w.=/%-]+") ? text : "'" + text + "'";
        }
    }

    /**
     * Question to the students.
     *
     * @param question the question
     * @param answer the answer in English, for teachers
     */
    record SheetQuestion(LocalizedText question, String answer) {}

    /** Copies the lists. */
    TeachingNotes {
        plan = List.copyOf(plan);
        mistakes = List.copyOf(mistakes);
        experiments = List.copyOf(experiments);
        questions = List.copyOf(questions);
    }
}
