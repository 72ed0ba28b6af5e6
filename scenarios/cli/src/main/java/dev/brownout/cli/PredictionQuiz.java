package dev.brownout.cli;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.PredictionWording;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.ScenarioFile;
import dev.brownout.result.PredictResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.sla.Prediction;
import dev.brownout.terminal.LineWrap;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.translation.Messages;
import dev.brownout.translation.TextLanguage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Quiz that asks for the user's predictions before the results are shown, and compares them afterwards. */
final class PredictionQuiz {
    /** Columns reserved for the user's input after a prompt. */
    private static final int INPUT_COLUMNS = 8;

    private static final int NAME_COLUMNS = 28;
    private static final int VALUE_COLUMNS = 12;
    private static final int ERROR_COLUMNS = 7;

    private final Terminal terminal;
    private final RunResult result;
    private final TextLanguage language;
    private final Reader reader;
    private final Map<String, Double> numbers = new LinkedHashMap<>();
    private final Map<String, TreeSet<Integer>> misses = new LinkedHashMap<>();
    private boolean isOver;
    private boolean hasLeft;

    /** Parser of a scenario in which one prediction is replaced. */
    @FunctionalInterface
    interface Reader {
        /**
         * Returns the scenario with a setting changed.
         *
         * @throws UsageException if the setting is invalid
         */
        ScenarioFile with(String setting) throws UsageException;
    }

    PredictionQuiz(Terminal terminal, RunResult result, TextLanguage language, Reader reader) {
        this.terminal = terminal;
        this.result = result;
        this.language = language;
        this.reader = reader;
    }

    /**
     * Asks for every prediction, then for every assertion. An empty line skips a question; {@code q} or the end of the
     * input ends the quiz.
     */
    void askQuestions() {
        terminal.output().println();
        terminal.output().println(text("course.guesses"));
        result.variants().get(0).evaluation().predict().forEach(this::promptNumber);
        if (!isOver) {
            promptVerdicts(result.variants());
        }
        terminal.output().println();
    }

    private void promptVerdicts(List<VariantResult> variants) {
        if (variants.size() > 1) {
            for (int i = 0; i < variants.size(); i++) {
                terminal.output()
                        .println("  " + (i + 1) + " = " + variants.get(i).name());
            }
        }
        variants.get(0).evaluation().sla().forEach(this::promptVerdict);
    }

    private void promptNumber(String name, PredictResult predict) {
        Optional<String> typed = line("  " + name + ", " + PredictionWording.question(predict.expression()) + ": ");
        while (typed.isPresent() && !typed.get().isEmpty()) {
            try {
                String setting = "predict." + name + "=" + predict.metric() + " ~ " + typed.get() + " +/- 0%";
                Prediction guess = reader.with(setting)
                        .variants()
                        .get(0)
                        .scenario()
                        .evaluation()
                        .predict()
                        .get(name);
                numbers.put(name, guess.predicted().value());
                return;
            } catch (UsageException wrong) {
                terminal.output().println("  " + text("course.invalid_input", text(form(predict.unit()))));
                typed = line("  " + name + ": ");
            }
        }
    }

    private void promptVerdict(String name, SlaResult sla) {
        boolean single = result.variants().size() == 1;
        String question = single ? text("course.ask_met") : text("course.ask_violated");
        Optional<String> typed = line("  " + name + ", " + sla.expression() + ": " + question);
        while (typed.isPresent() && !typed.get().isEmpty()) {
            Optional<TreeSet<Integer>> missed = single ? yesOrNo(typed.get()) : list(typed.get());
            if (missed.isPresent()) {
                misses.put(name, missed.get());
                return;
            }
            typed = line("  " + question);
        }
    }

    /** Returns the key of the form of a guess in a unit. */
    private static String form(String unit) {
        return switch (unit) {
            case "ns" -> "course.form.time";
            case "ratio" -> "course.form.share";
            case "1/s" -> "course.form.rate";
            case "B" -> "course.form.size";
            case "B/s" -> "course.form.byte_rate";
            case "$" -> "course.form.money";
            case "$/h" -> "course.form.hourly_cost";
            default -> "course.form.number";
        };
    }

    private Optional<TreeSet<Integer>> yesOrNo(String typed) {
        String answer = typed.toLowerCase(Locale.ROOT);
        if (answer.equals("y") || answer.equals(text("course.yes"))) {
            return Optional.of(new TreeSet<>());
        }
        return answer.equals("n") || answer.equals(text("course.no"))
                ? Optional.of(new TreeSet<>(List.of(1)))
                : Optional.empty();
    }

    private Optional<TreeSet<Integer>> list(String typed) {
        TreeSet<Integer> numbered = new TreeSet<>();
        if (typed.equalsIgnoreCase(text("course.none"))) {
            return Optional.of(numbered);
        }
        for (String word : typed.split("[ ,]+", -1)) {
            if (!word.matches("[0-9]{1,4}")) {
                return Optional.empty();
            }
            int number = Integer.parseInt(word);
            if (number < 1 || number > result.variants().size()) {
                return Optional.empty();
            }
            numbered.add(number);
        }
        return Optional.of(numbered);
    }

    /** Returns whether the input has ended or the user has left. */
    boolean isFinished() {
        return isOver;
    }

    /** Returns whether the user has left explicitly. */
    boolean hasQuit() {
        return hasLeft;
    }

    /** Returns whether an input is a request to leave. */
    static boolean leaves(String typed) {
        return List.of("q", "quit", "exit").contains(typed.toLowerCase(Locale.ROOT));
    }

    /** Uses the predictions of the scenario as the user's guesses. */
    void takePaper() {
        result.variants()
                .get(0)
                .evaluation()
                .predict()
                .forEach((name, predict) -> numbers.put(name, predict.predicted()));
    }

    private Optional<String> line(String prompt) {
        if (isOver) {
            return Optional.empty();
        }
        terminal.output().print(fitting(prompt));
        terminal.output().flush();
        try {
            Optional<String> line =
                    Optional.ofNullable(terminal.input().readLine()).map(String::strip);
            hasLeft = line.filter(PredictionQuiz::leaves).isPresent();
            isOver = hasLeft || line.isEmpty();
            return isOver ? Optional.empty() : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks a long prompt before its question, so that {@code INPUT_COLUMNS} columns remain for the input. */
    private static String fitting(String prompt) {
        int question = prompt.lastIndexOf(": ", prompt.length() - 3);
        return prompt.length() > TerminalWidth.current() - INPUT_COLUMNS && question > 0
                ? prompt.substring(0, question + 1) + "\n    " + prompt.substring(question + 2)
                : prompt;
    }

    /** Returns the comparison of guesses, predictions and measurements as lines; empty if the user guessed nothing. */
    List<String> compared() {
        List<String> lines = new ArrayList<>();
        if (!numbers.isEmpty()) {
            lines.add(row(
                    text("course.prediction"),
                    text("course.your_guess"),
                    text("course.predicted"),
                    text("course.measured"),
                    text("course.error")));
        }
        result.variants().get(0).evaluation().predict().forEach((name, predict) -> {
            Double guess = numbers.get(name);
            if (numbers.isEmpty()) {
                return;
            }
            double relativeError = guess == null ? Double.NaN : (guess - predict.measured()) / predict.measured();
            lines.add(row(
                    name,
                    guess == null ? "-" : QuantityFormat.format(guess, predict.unit()),
                    QuantityFormat.format(predict.predicted(), predict.unit()),
                    QuantityFormat.format(predict.measured(), predict.unit()),
                    Double.isFinite(relativeError) ? QuantityFormat.signedPercent(relativeError) : ""));
        });
        misses.forEach((name, guessed) -> {
            TreeSet<Integer> missed = wrongGuesses(name);
            String verdict = guessed.equals(missed) ? text("course.correct") : text("course.wrong", words(missed));
            lines.addAll(LineWrap.wrap(text("course.guessed", name, words(guessed), verdict), ""));
        });
        return lines;
    }

    private TreeSet<Integer> wrongGuesses(String name) {
        TreeSet<Integer> missed = new TreeSet<>();
        for (int i = 0; i < result.variants().size(); i++) {
            SlaResult sla = result.variants().get(i).evaluation().sla().get(name);
            if (sla != null
                    && sla.verdict() != SlaResult.Verdict.PASS
                    && sla.verdict() != SlaResult.Verdict.UNDECIDED) {
                missed.add(i + 1);
            }
        }
        return missed;
    }

    /** Returns a row of the table. A value that is wider than its column is not cut. */
    private static String row(String name, String guess, String predicted, String measured, String error) {
        return DisplayWidth.left(name, NAME_COLUMNS)
                + padded(guess, VALUE_COLUMNS)
                + padded(predicted, VALUE_COLUMNS)
                + padded(measured, VALUE_COLUMNS)
                + padded(error, ERROR_COLUMNS);
    }

    private static String padded(String value, int columns) {
        return "  " + " ".repeat(Math.max(0, columns - DisplayWidth.width(value))) + value;
    }

    private String words(TreeSet<Integer> missed) {
        if (result.variants().size() == 1) {
            return missed.isEmpty() ? text("course.met") : text("course.violated");
        }
        return missed.isEmpty()
                ? text("course.none_violates")
                : text(
                        "course.violated_by",
                        String.join(", ", missed.stream().map(String::valueOf).toList()));
    }

    private String text(String key, Object... arguments) {
        return Messages.text(language, key, arguments);
    }
}
