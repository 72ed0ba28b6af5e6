package dev.brownout.cli;

import dev.brownout.export.JunitXml;
import dev.brownout.export.Markdown;
import dev.brownout.export.ResultJson;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.problem.Problem;
import dev.brownout.language.problem.ProblemReport;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.Summary;
import dev.brownout.wiring.ScenarioException;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Verdicts;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The forms of a result on standard output. */
enum RunForm {
    /** For people. */
    text {
        @Override
        void print(PrintStream out, ScenarioFile file, RunResult result, Options options) {
            out.print(Summary.render(result, options));
        }
    },
    /** The contract for programs. */
    json {
        @Override
        void print(PrintStream out, ScenarioFile file, RunResult result, Options options) {
            out.writeBytes(ResultJson.write(result));
        }
    },
    /** Test results for build servers. */
    junit {
        @Override
        void print(PrintStream out, ScenarioFile file, RunResult result, Options options) {
            out.writeBytes(JunitXml.write(result));
        }
    },
    /** A comment on a change, or the summary of a build. */
    markdown {
        @Override
        void print(PrintStream out, ScenarioFile file, RunResult result, Options options) {
            out.writeBytes(Markdown.write(result).getBytes(StandardCharsets.UTF_8));
        }
    },
    /**
     * The text for the log of a workflow, then a note beside each assertion that did not come out as it must, and one
     * for each warning.
     */
    github {
        @Override
        void print(PrintStream out, ScenarioFile file, RunResult result, Options options) {
            out.print(Summary.render(result, options));
            List<Problem> found = missed(file, result);
            found.addAll(warnings(file, result));
            out.writeBytes(ProblemReport.github(found).getBytes(StandardCharsets.UTF_8));
        }
    };

    /** Prints the result in this form: what people read as text, what programs read as bytes. */
    abstract void print(PrintStream out, ScenarioFile file, RunResult result, Options options);

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
                    problems.add(variant.problem(new ScenarioException("sla." + name, missed(run, name, sla))));
                }
            });
        }
        return problems;
    }

    private static String missed(VariantResult run, String name, SlaResult sla) {
        String since = sla.firstViolatedAtNanos() < 0
                ? ""
                : ", first violated at " + Clock.at(sla.firstViolatedAtNanos()) + " of simulated time";
        return run.name() + ": " + name + " " + Verdicts.words(sla) + ": measured " + Verdicts.measured(sla) + since;
    }
}
