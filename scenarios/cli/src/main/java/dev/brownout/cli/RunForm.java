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
import dev.brownout.reference.StepTexts;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ScenarioException;
import dev.brownout.summary.LossSummary;
import dev.brownout.summary.Part;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.Summary;
import dev.brownout.translation.TextLanguage;
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

/** Output form of a result on standard output. */
enum RunForm {
    /** Text for a terminal. */
    text {
        @Override
        void print(Terminal terminal, Ran ran) {
            terminal.output().printColored(Summary.render(ran.result(), ran.options()));
        }
    },
    /** JSON of {@code result.json}, a stable contract for programs. */
    json {
        @Override
        void print(Terminal terminal, Ran ran) {
            terminal.output().writeBytes(ResultJson.write(ran.result()));
        }
    },
    /** JUnit test results for build servers. */
    junit {
        @Override
        void print(Terminal terminal, Ran ran) {
            TestRun run = new TestRun(ran.file().source(), lines(ran), ran.seconds());
            terminal.output().writeBytes(JunitXml.write(ran.result(), run));
        }
    },
    /** Markdown for a comment on a change or the summary of a build. */
    markdown {
        @Override
        void print(Terminal terminal, Ran ran) {
            terminal.output()
                    .writeBytes(Markdown.write(ran.result(), changes(ran)).getBytes(StandardCharsets.UTF_8));
        }
    },
    /**
     * Annotations of a GitHub workflow: one line for the log that ends with the losses, an annotation for each
     * assertion with an unexpected outcome, and one for each warning. The rest is appended as Markdown to the summary
     * of the workflow step.
     */
    github {
        @Override
        void print(Terminal terminal, Ran ran) {
            terminal.output()
                    .println(ran.file().name() + ": " + VerdictWording.sentence(ran.result()) + trend(ran)
                            + losses(ran.result()));
            List<Problem> found = violations(ran.file(), ran.result());
            found.addAll(warnings(ran.file(), ran.result()));
            terminal.output().writeBytes(ProblemReport.github(found).getBytes(StandardCharsets.UTF_8));
            GithubStepSummary.add(terminal, ran.result(), changes(ran));
        }
    },
    /** Time series as a tidy table, for data frames and pivot tables. */
    csv {
        @Override
        void print(Terminal terminal, Ran ran) {
            write(() -> TidyCsv.write(ran.result(), terminal.output()));
        }
    },
    /** Time series for Prometheus. */
    openmetrics {
        @Override
        void print(Terminal terminal, Ran ran) {
            write(() -> OpenMetrics.write(ran.result(), terminal.output()));
        }
    };

    /**
     * Scenario that was run, and its result.
     *
     * @param options options of the text form
     * @param seconds wall-clock duration of the run, in seconds
     * @param baseline saved text of an earlier run; empty for none
     */
    record Ran(ScenarioFile file, RunResult result, Options options, double seconds, String baseline) {
        /** Returns the run with the texts of its scenario in a language. */
        Ran inLanguage(TextLanguage language) {
            return new Ran(file, StepTexts.translate(language, result), options, seconds, baseline);
        }
    }

    /** Action that writes to a stream. */
    @FunctionalInterface
    private interface StreamWriter {
        void write() throws IOException;
    }

    /** Prints the result in this form: readable forms as sanitized text, machine-readable forms as bytes. */
    abstract void print(Terminal terminal, Ran ran);

    /** Returns whether this form includes the changes since a baseline. */
    boolean includesChanges() {
        return this == markdown || this == github;
    }

    /** Runs an action that writes to a stream. The stream itself records write errors. */
    private static void write(StreamWriter writing) {
        try {
            writing.write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Part changes(Ran ran) {
        return ran.baseline().isEmpty() ? Part.of("") : Baseline.part("Since the baseline", changesOf(ran));
    }

    /** Returns the changes since the baseline in the variants that were run. */
    private static List<Baseline.Change> changesOf(Ran ran) {
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
        int changed = changesOf(ran).size();
        return "; " + (changed == 0 ? "nothing has" : changed + (changed == 1 ? " line has" : " lines have"))
                + " changed since the baseline";
    }

    /** Returns the losses of each variant, each preceded by a semicolon. */
    private static String losses(RunResult result) {
        return LossSummary.lines(result, true, Integer.MAX_VALUE).stream()
                .map(line -> "; " + line)
                .collect(Collectors.joining());
    }

    /** Returns the line number in the scenario file of each assertion, by variant and assertion name. */
    private static Map<String, Map<String, Integer>> lines(Ran ran) {
        Map<String, Map<String, Integer>> lines = new LinkedHashMap<>();
        for (VariantResult run : ran.result().variants()) {
            ScenarioFile.Variant variant = ran.file().variant(run.name()).orElseThrow();
            Map<String, Integer> own = new LinkedHashMap<>();
            run.evaluation()
                    .sla()
                    .keySet()
                    .forEach(name -> own.put(
                            name, problem(variant, name, Sentence.of("")).line()));
            lines.put(run.name(), own);
        }
        return lines;
    }

    private static Problem problem(ScenarioFile.Variant variant, String assertion, Sentence message) {
        return variant.problem(ProblemKind.VERDICT, new ScenarioException("sla." + assertion, message));
    }

    private static List<Problem> warnings(ScenarioFile file, RunResult result) {
        Map<Problem, Set<String>> warnings = new LinkedHashMap<>();
        result.variants()
                .forEach(run -> run.analysis()
                        .warnings()
                        .forEach(text -> warnings.computeIfAbsent(file.warning(text), warning -> new LinkedHashSet<>())
                                .add(run.name())));
        return file.namedByVariant(warnings);
    }

    private static List<Problem> violations(ScenarioFile file, RunResult result) {
        List<Problem> problems = new ArrayList<>();
        for (VariantResult run : result.variants()) {
            ScenarioFile.Variant variant = file.variant(run.name()).orElseThrow();
            run.evaluation().sla().forEach((name, sla) -> {
                if (!sla.asExpected()) {
                    problems.add(problem(variant, name, violations(run, name, sla)));
                }
            });
            if (!run.run().complete()) {
                Sentence early = Sentence.of(
                        "{} ended early, at {}: {}",
                        run.name(),
                        SimulatedTimeFormat.at(run.run().stopped().atNanos()),
                        run.run().stopped().why());
                problems.add(Problem.fileError(ProblemKind.ENDED_EARLY, file.source(), early));
            }
        }
        return problems;
    }

    private static Sentence violations(VariantResult run, String name, SlaResult sla) {
        Sentence words = Sentence.of(VerdictWording.words(sla));
        String measured = VerdictWording.measuredValue(sla);
        return sla.firstViolatedAtNanos() < 0
                ? Sentence.of("{}: {} {}: measured {}", run.name(), name, words, measured)
                : Sentence.of(
                        "{}: {} {}: measured {}, first violated at {} of simulated time",
                        run.name(),
                        name,
                        words,
                        measured,
                        SimulatedTimeFormat.at(sla.firstViolatedAtNanos()));
    }
}
