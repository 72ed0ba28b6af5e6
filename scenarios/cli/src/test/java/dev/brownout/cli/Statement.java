package dev.brownout.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What books about the design of systems say, one sentence of it, and what of this program shows that it is so: a few
 * lines of {@code statements.txt}.
 *
 * @param says the sentence, in our words
 * @param lacks what of it cannot be shown; may be empty
 * @param proofs numbers of runs
 * @param refusals commands that say no, and why
 */
record Statement(String says, String lacks, List<Proof> proofs, List<Refused> refusals) {
    /** Where the list and small scenarios of its own are. */
    static final Path FOLDER = Path.of("src/test/resources/dev/brownout/cli/coverage");

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
    record Played(String scenario, String variant, List<String> sets) {
        /** The file, where it is one beside the list. */
        Path file() {
            return FOLDER.resolve(scenario + ".yaml");
        }

        boolean own() {
            return Files.exists(file());
        }
    }

    /**
     * A number that a run must give.
     *
     * @param number in the words of an assertion: from paper, with the bound that was said beforehand
     * @param paper where it comes from
     */
    record Proof(Played played, String number, String paper) {}

    /**
     * A command that is refused, in a sentence.
     *
     * @param sentence a part of what it says
     */
    record Refused(List<String> words, String sentence) {}

    Today today() {
        boolean nothing = proofs.isEmpty() && refusals.isEmpty();
        return nothing ? Today.NOT_YET : lacks.isEmpty() ? Today.SHOWN : Today.PARTLY;
    }

    /** All of them, by what they are about. */
    static Map<String, List<Statement>> all() throws IOException {
        Map<String, List<Statement>> sections = new LinkedHashMap<>();
        List<Statement> section = List.of();
        for (String line : Files.readAllLines(FOLDER.resolve("statements.txt"))) {
            if (line.startsWith("## ")) {
                section = new ArrayList<>();
                sections.put(line.substring("## ".length()), section);
            } else if (line.startsWith("- ")) {
                section.add(new Statement(line.substring("- ".length()), "", new ArrayList<>(), new ArrayList<>()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                int last = section.size() - 1;
                section.set(last, section.get(last).with(line.strip()));
            }
        }
        return sections;
    }

    private Statement with(String line) {
        String[] cells = Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new);
        if (line.startsWith("lacks ")) {
            return new Statement(says, line.substring("lacks ".length()), proofs, refusals);
        } else if (line.startsWith("$ ") && cells.length == 2) {
            refusals.add(new Refused(List.of(cells[0].substring("$ ".length()).split(" ")), cells[1]));
        } else if (cells.length == 3) {
            proofs.add(new Proof(played(cells[0]), cells[1], cells[2]));
        } else {
            throw new IllegalArgumentException("neither a proof, nor a refusal, nor what is lacking: " + line);
        }
        return this;
    }

    private static Played played(String text) {
        String[] parts = text.split(" --set ");
        String[] names = parts[0].split(" / ", 2);
        List<String> sets = List.of(parts).subList(1, parts.length);
        return new Played(names[0], names[1], sets.stream().map(String::strip).toList());
    }
}
