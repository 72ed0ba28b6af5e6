package dev.brownout.cli;

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

/**
 * What books about the design of systems say, one sentence of it, and what of this program shows that it is so: a few
 * lines of {@code statements.txt}.
 *
 * @param says the sentence, in our words
 * @param today how much of it is shown
 * @param lacks what of it cannot be shown; empty where all is
 * @param proofs numbers of runs
 * @param said what commands say of it
 */
record Statement(String says, Today today, String lacks, List<Proof> proofs, List<CommandStatement> said) {
    /** Where the list and small scenarios of its own are. */
    static final Path FOLDER = Path.of("src/test/resources/dev/brownout/cli/coverage");

    private static final String LACKS = "lacks ";
    private static final String NOT_YET = "not yet: ";
    private static final Pattern WORD = Pattern.compile("'[^']*'|[^ ]+");

    /** How much of it is shown. */
    enum Today {
        SHOWN,
        PARTLY,
        NOT_YET
    }

    /**
     * A run, in words of the command line.
     *
     * @param scenario of the library, or a file beside the list
     * @param sets what is changed in it
     */
    record ScenarioRun(String scenario, String variant, List<String> sets) {
        /** The file, where it is one beside the list. */
        Path file() {
            return FOLDER.resolve(scenario + ".yaml");
        }

        boolean own() {
            return Files.exists(file());
        }

        /** Whether it is a variant of the library, without a change. */
        boolean asItIs() {
            return sets.isEmpty() && !own();
        }
    }

    /**
     * A number that a run must give.
     *
     * @param number in the words of an assertion: from paper, with the bound that was said beforehand
     * @param paper where it comes from
     */
    record Proof(ScenarioRun played, String number, String paper) {}

    /**
     * A command that says so, or refuses what is not so.
     *
     * @param command as it is typed
     * @param sentence a part of what it says, or of what it writes into a file
     */
    record CommandStatement(String command, String sentence) {
        List<String> words() {
            return WORD.matcher(command)
                    .results()
                    .map(word -> word.group().replace("'", ""))
                    .toList();
        }
    }

    /** All of them, by what they are about. */
    static Map<String, List<Statement>> all() {
        Map<String, List<Statement>> sections = new LinkedHashMap<>();
        List<Statement> section = List.of();
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                section = new ArrayList<>();
                sections.put(line.substring("## ".length()), section);
            } else if (line.startsWith("- ")) {
                section.add(new Statement(
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

    private Statement with(String line) {
        String[] cells = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
        if (line.startsWith(LACKS)) {
            return new Statement(says, Today.PARTLY, line.substring(LACKS.length()), proofs, said);
        } else if (line.startsWith(NOT_YET)) {
            return new Statement(says, Today.NOT_YET, line.substring(NOT_YET.length()), proofs, said);
        } else if (line.startsWith("$ ") && cells.length == 2) {
            said.add(new CommandStatement(cells[0].substring("$ ".length()), cells[1]));
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
