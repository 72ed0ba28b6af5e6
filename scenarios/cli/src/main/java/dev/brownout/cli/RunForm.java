package dev.brownout.cli;

import dev.brownout.export.Baseline;
import dev.brownout.export.JunitXml;
import dev.brownout.export.Markdown;
import dev.brownout.export.OpenMetrics;
import dev.brownout.export.ResultJson;
import dev.brownout.export.TestRun;
import dev.brownout.export.TidyCsv;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.VerdictWording;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.ProblemReport;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.spi.ScenarioException;
import dev.brownout.summary.LossSummary;
import dev.brownout.summary.Part;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The forms of a result on standard output. */
enum RunForm {
    /** For people. */
    text {
        @Override
        void print(Terminal terminal, Ran ran) {
            terminal.out().printColored(Summary.render(ran.result(), ran.options()));
        }
    },
    /** The contract for programs. */
    json {
        @Override
        void print(Terminal terminal, Ran ran) {
            terminal.out().writeBytes(ResultJson.write(ran.result()));
        }
    },
    /** Test results for build servers. */
    junit {
        @Override
        void print(Terminal terminal, Ran ran) {
            TestRun run = new TestRun(ran.file().source(), lines(ran), ran.seconds());
            terminal.out().writeBytes(JunitXml.write(ran.result(), run));
        }
    },
    /** A comment on a change, or the summary of a build. */
    markdown {
        @Override
        void print(Terminal terminal, Ran ran) {
            terminal.out().writeBytes(Markdown.write(ran.result(), changes(ran)).getBytes(StandardCharsets.UTF_8));
        }
    },
    /**
     * For a workflow: one line for its log, losses at its end, a note beside each assertion that did not come out as it
     * must, and one for each warning; all else, as Markdown, in the summary of its step.
     */
    github {
        @Override
        void print(Terminal terminal, Ran ran) {
            terminal.out()
                    .println(ran.file().name() + ": " + VerdictWording.sentence(ran.result()) + trend(ran)
                            + losses(ran.result()));
            List<Problem> found = missed(ran.file(), ran.result());
            found.addAll(warnings(ran.file(), ran.result()));
            terminal.out().writeBytes(ProblemReport.github(found).getBytes(StandardCharsets.UTF_8));
            GithubStepSummary.add(terminal, ran.result(), changes(ran));
        }
    },
    /** The values over time as a tidy table, for data frames and pivot tables. */
    csv {
        @Override
        void print(Terminal terminal, Ran ran) {
            written(() -> TidyCsv.write(ran.result(), terminal.out()));
        }
    },
    /** The values over time for Prometheus. */
    openmetrics {
        @Override
        void print(Terminal terminal, Ran ran) {
            written(() -> OpenMetrics.write(ran.result(), terminal.out()));
        }
    };

    /**
     * What was run, and what came of it.
     *
     * @param options of the text for people
     * @param seconds how long it took, on the wall clock
     * @param baseline what was kept of an earlier run; empty for none
     */
    record Ran(ScenarioFile file, RunResult result, Options options, double seconds, String baseline) {}

    /** Writes to a stream. */
    @FunctionalInterface
    private interface StreamWriter {
        void write() throws IOException;
    }

    /** Prints the result in this form: what people read as text, what programs read as bytes. */
    abstract void print(Terminal terminal, Ran ran);

    /** Whether it says what has changed since a baseline. */
    boolean tellsChanges() {
        return this == markdown || this == github;
    }

    /** Writes to a stream that remembers by itself why it could not. */
    private static void written(StreamWriter writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Part changes(Ran ran) {
        return ran.baseline().isEmpty() ? Part.of("") : Baseline.part("Since the baseline", changed(ran));
    }

    /** What has changed in the variants that were run. */
    private static List<Baseline.Change> changed(Ran ran) {
        Set<String> variants = new LinkedHashSet<>(List.of(""));
        ran.result().variants().forEach(variant -> variants.add(variant.name()));
        boolean all = ran.result().variants().size() == ran.file().variants().size();
        return Baseline.changes(ran.baseline(), Baseline.write(ran.result())).stream()
                .filter(change -> all || variants.contains(change.variant()))
                .toList();
    }

    private static String trend(Ran ran) {
        if (ran.baseline().isEmpty()) {
            return "";
        }
        int changed = changed(ran).size();
        return "; " + (changed == 0 ? "nothing has" : changed + (changed == 1 ? " line has" : " lines have"))
                + " changed since the baseline";
    }

    /** The losses of each variant behind a semicolon. */
    private static String losses(RunResult result) {
        return LossSummary.lines(result, true, Integer.MAX_VALUE).stream()
                .map(line -> "; " + line)
                .collect(Collectors.joining());
    }

    /** Where each assertion of each variant stands. */
    private static Map<String, Map<String, Integer>> lines(Ran ran) {
        Map<String, Map<String, Integer>> lines = new LinkedHashMap<>();
        for (VariantResult run : ran.result().variants()) {
            ScenarioFile.Variant variant = ran.file().variant(run.name()).orElseThrow();
            Map<String, Integer> own = new LinkedHashMap<>();
            run.sla()
                    .keySet()
                    .forEach(name -> own.put(name, problem(variant, name, "").line()));
            lines.put(run.name(), own);
        }
        return lines;
    }

    private static Problem problem(ScenarioFile.Variant variant, String assertion, String message) {
        return variant.problem(ProblemKind.VERDICT, new ScenarioException("sla." + assertion, message));
    }

    private static List<Problem> warnings(ScenarioFile file, RunResult result) {
        Map<Problem, Set<String>> warnings = new LinkedHashMap<>();
        result.variants()
                .forEach(run -> run.analysis()
                        .warnings()
                        .forEach(text -> warnings.computeIfAbsent(file.warning(text), warning -> new LinkedHashSet<>())
                                .add(run.name())));
        return file.told(warnings);
    }

    private static List<Problem> missed(ScenarioFile file, RunResult result) {
        List<Problem> problems = new ArrayList<>();
        for (VariantResult run : result.variants()) {
            ScenarioFile.Variant variant = file.variant(run.name()).orElseThrow();
            run.sla().forEach((name, sla) -> {
                if (!sla.asExpected()) {
                    problems.add(problem(variant, name, missed(run, name, sla)));
                }
            });
            if (!run.complete()) {
                String early = run.name() + " ended early, at "
                        + SimulatedTimeFormat.at(run.stopped().atNanos()) + ": "
                        + run.stopped().why();
                problems.add(Problem.errorOfWhole(ProblemKind.ENDED_EARLY, file.source(), early));
            }
        }
        return problems;
    }

    private static String missed(VariantResult run, String name, SlaResult sla) {
        String since = sla.firstViolatedAtNanos() < 0
                ? ""
                : ", first violated at " + SimulatedTimeFormat.at(sla.firstViolatedAtNanos()) + " of simulated time";
        return run.name() + ": " + name + " " + VerdictWording.words(sla) + ": measured " + VerdictWording.measured(sla)
                + since;
    }
}
