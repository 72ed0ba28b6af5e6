package dev.brownout.cli;

import dev.brownout.language.Loader;
import dev.brownout.sla.AnswerMetric;
import dev.brownout.sla.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CoverageStatement from a book on system design, and its demonstration by this program: a few lines of
 * {@code statements.txt}.
 *
 * @param statement the statement in our words
 * @param today extent of the demonstration
 * @param gap part that cannot be shown; empty if there is none
 * @param proofs metrics of runs
 * @param statements output of commands
 */
record CoverageStatement(
        String statement, Today today, String gap, List<Proof> proofs, List<CommandStatement> statements) {
    /** Folder of the list and of small scenarios for it. */
    static final Path FOLDER = Path.of("src/test/resources/dev/brownout/cli/coverage");

    private static final String GAP = "lacks ";
    private static final String NOT_YET = "not yet: ";
    private static final Pattern WORD = Pattern.compile("'[^']*'|[^ ]+");

    private static final Map<ScenarioRun, List<Proof>> PROOFS = all().values().stream()
            .flatMap(List::stream)
            .flatMap(statement -> statement.proofs().stream())
            .collect(Collectors.groupingBy(Proof::played));

    /** Extent to which a statement is demonstrated. */
    enum Today {
        SHOWN,
        PARTLY,
        NOT_YET
    }

    /**
     * A run, in command-line syntax.
     *
     * @param scenario library scenario, or a file next to the list
     * @param sets changed settings
     */
    record ScenarioRun(String scenario, String variant, List<String> sets) {
        /** Returns the path of the scenario if it is next to the list. */
        Path file() {
            return FOLDER.resolve(scenario + ".yaml");
        }

        boolean isOwn() {
            return Files.exists(file());
        }

        /** Returns whether it is an unchanged variant of the library. */
        boolean asItIs() {
            return sets.isEmpty() && !isOwn();
        }
    }

    /**
     * Metric that a run must yield.
     *
     * @param number assertion with the analytical value and the bound predicted before the run
     * @param estimate derivation of the value
     */
    record Proof(ScenarioRun played, String number, String estimate) {
        Relation relation() {
            return Loader.assertion(number);
        }

        /** Returns the metric, with the assertion as its expression. */
        AnswerMetric metric() {
            Relation relation = relation();
            return new AnswerMetric("proof", relation.metric(), relation.window(), number, false);
        }
    }

    /**
     * Command that prints the statement, or rejects a violation of it.
     *
     * @param command command line
     * @param sentence part of its output, or of the file it writes
     */
    record CommandStatement(String command, String sentence) {
        List<String> words() {
            return WORD.matcher(command)
                    .results()
                    .map(word -> word.group().replace("'", ""))
                    .toList();
        }
    }

    /** Returns the proofs of a run. */
    static List<Proof> proofs(ScenarioRun played) {
        return PROOFS.getOrDefault(played, List.of());
    }

    /** Returns all statements by section. */
    static Map<String, List<CoverageStatement>> all() {
        Map<String, List<CoverageStatement>> sections = new LinkedHashMap<>();
        List<CoverageStatement> section = List.of();
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                section = new ArrayList<>();
                sections.put(line.substring("## ".length()), section);
            } else if (line.startsWith("- ")) {
                section.add(new CoverageStatement(
                        line.substring("- ".length()), Today.SHOWN, "", new ArrayList<>(), new ArrayList<>()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int last = section.size() - 1;
                section.set(last, section.get(last).with(line.strip()));
            }
        }
        return sections;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FOLDER.resolve("statements.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CoverageStatement with(String line) {
        String[] cells = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
        if (line.startsWith(GAP)) {
            return new CoverageStatement(statement, Today.PARTLY, line.substring(GAP.length()), proofs, statements);
        } else if (line.startsWith(NOT_YET)) {
            return new CoverageStatement(
                    statement, Today.NOT_YET, line.substring(NOT_YET.length()), proofs, statements);
        } else if (line.startsWith("$ ") && cells.length == 2) {
            statements.add(new CommandStatement(cells[0].substring("$ ".length()), cells[1]));
        } else if (cells.length == 3) {
            proofs.add(new Proof(played(cells[0]), cells[1], cells[2]));
        } else {
            throw new IllegalArgumentException("neither a proof, nor a command, nor what is lacking: " + line);
        }
        return this;
    }

    private static ScenarioRun played(String text) {
        String[] parts = text.split(" --set ");
        String[] names = parts[0].split(" / ", 2);
        List<String> sets = List.of(parts).subList(1, parts.length);
        return new ScenarioRun(
                names[0], names[1], sets.stream().map(String::strip).toList());
    }
}
