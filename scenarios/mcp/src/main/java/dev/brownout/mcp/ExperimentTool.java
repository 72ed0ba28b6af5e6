package dev.brownout.mcp;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ExperimentFindings;
import dev.brownout.experiment.ProgressListener;
import dev.brownout.experiment.ScenarioSource;
import dev.brownout.experiment.TrialStore;
import dev.brownout.experiment.spec.CommandForm;
import dev.brownout.experiment.spec.ExperimentOption;
import dev.brownout.experiment.spec.ExperimentOutcome;
import dev.brownout.experiment.spec.ExperimentRequest;
import dev.brownout.experiment.spec.ExperimentSpec;
import dev.brownout.experiment.spec.PlannedExperiment;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.Share;
import dev.brownout.spec.SpecFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tool of an experiment. Its arguments are the options of the record of the experiment. */
final class ExperimentTool extends ScenarioTool {
    private static final int MOST_FINDINGS = 5_000;
    private static final int MOST_TEXT = 15_000;
    private static final int MOST_TEXT_BESIDE_FINDINGS = 11_000;
    private static final int MOST_WARNINGS = 2_000;
    private static final int MOST_NUMBER = 1_000_000;
    private static final int MOST_PERCENT = 99;
    private static final double CONFIDENCE = 0.95;
    private static final String PERCENT = "_percent";
    private static final String OTHER = "other";
    private static final String CHANGED = "changed";
    private static final String FINDINGS = "findings";

    private final Class<? extends ExperimentSpec> type;
    private final CommandForm form;
    private final int threads;

    /**
     * Creates a tool.
     *
     * @param threads number of concurrent runs
     */
    ExperimentTool(Class<? extends ExperimentSpec> type, ServedContent content, int threads) {
        super(content);
        this.type = type;
        this.form = type.getAnnotation(CommandForm.class);
        this.threads = threads;
    }

    @Override
    public String name() {
        return SpecFields.kind(type).orElseThrow();
    }

    @Override
    public String description() {
        return SpecFields.of(type).sentence() + " " + form.assistant();
    }

    @Override
    public boolean simulates() {
        return true;
    }

    @Override
    public InputSchema schema() {
        InputSchema schema = scenarioSchema();
        if (form.mostScenarios() > 1) {
            schema.object(
                    OTHER,
                    "the second design: only set for the same scenario under changed settings, such as"
                            + " {\"set\": [\"web.nodes=4\"]}; or another scenario. The first variant of each is"
                            + " compared",
                    GivenScenario.addSource(new InputSchema(), folder().isPresent()));
        }
        ExperimentOption.of(type).forEach(option -> add(option, schema));
        return withSeconds(schema);
    }

    private static void add(ExperimentOption option, InputSchema schema) {
        String name = argument(option);
        String text = option.description(other -> "'" + other + "'")
                + defaultText(option).map(value -> "; default: " + value).orElse("");
        Class<?> value = option.valueType();
        if (option.isFlag()) {
            schema.flag(name, text);
        } else if (option.isList()) {
            schema.texts(name, text);
        } else if (value == Share.class) {
            schema.integer(name, text + ", in percent", 1, MOST_PERCENT);
        } else if (value == int.class || value == Integer.class) {
            schema.integer(name, text, (long) option.field().atLeast().orElse(1), (long)
                    option.field().atMost().orElse(MOST_NUMBER));
        } else if (value.isEnum()) {
            schema.choice(name, text, option.choices());
        } else {
            schema.text(name, text);
        }
        if (option.isRequired()) {
            schema.requires(name);
        }
    }

    private static Optional<String> defaultText(ExperimentOption option) {
        return Optional.of(option.form().assistantDefault())
                .filter(text -> !text.isEmpty())
                .or(option.field()::defaultText);
    }

    /** Returns the name of the argument of an option. That of a percentage names its unit. */
    private static String argument(ExperimentOption option) {
        return option.name() + (option.valueType() == Share.class ? PERCENT : "");
    }

    @Override
    BoundedAnswer answer(GivenScenario scenario, ScenarioFile file, ToolArguments arguments, ToolCall call) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (ExperimentOption option : ExperimentOption.of(type)) {
            List<String> given = texts(option, arguments);
            if (!given.isEmpty()) {
                texts.put(option.name(), given);
            } else if (!option.form().assistantDefault().isEmpty()) {
                texts.put(option.name(), List.of(option.form().assistantDefault()));
            } else if (option.isRequired()) {
                throw new ExperimentException(
                        "'{}' is empty; expected {}",
                        argument(option),
                        option.form().value());
            }
        }
        List<Experiment> experiments = new ArrayList<>(List.of(experiment(scenario)));
        ToolArguments other = arguments.object(OTHER);
        if (!other.values().isEmpty()) {
            experiments.add(experiment(second(scenario, other)));
        }
        ExperimentRequest request = new ExperimentRequest(
                experiments, List.copyOf(texts.keySet()), name -> "'" + name + "'", Optional.empty());
        Execution execution = execution(arguments, call);
        ExperimentOutcome outcome = outcome(texts, request, execution);
        ExperimentFindings findings = outcome.findings()
                .orElseThrow(() -> new ExperimentException(
                        "no result within {} s; shorten the run, such as set run.duration=1m, or raise max_seconds",
                        runSeconds(arguments)));
        BoundedAnswer answer = BoundedAnswer.result();
        outcome.facts().forEach(answer::field);
        answer.field("complete", !execution.stopped().getAsBoolean());
        boolean listed = findings.data().facts().get(FINDINGS) instanceof List<?>;
        if (findings.data().facts().get(FINDINGS) instanceof List<?> sentences) {
            answer.list(FINDINGS, sentences, MOST_FINDINGS, "the text has the tested designs");
        }
        answer.text(
                "text",
                String.join("\n", findings.lines()),
                listed ? MOST_TEXT_BESIDE_FINDINGS : MOST_TEXT,
                "ask for fewer variants, settings or values");
        findings.charts().get().stream().findFirst().ifPresent(answer::picture);
        return withWarnings(answer, file, MOST_WARNINGS);
    }

    private static List<String> texts(ExperimentOption option, ToolArguments arguments) {
        String name = argument(option);
        if (option.isFlag()) {
            return arguments.flag(name) ? List.of("") : List.of();
        }
        if (option.isList()) {
            return arguments.texts(name);
        }
        if (option.valueType() == Share.class) {
            return arguments.integer(name).map(percent -> percent + "%").stream()
                    .toList();
        }
        return Optional.ofNullable(arguments.values().get(name)).map(String::valueOf).stream()
                .filter(text -> !text.isBlank())
                .toList();
    }

    private ExperimentOutcome outcome(Map<String, List<String>> texts, ExperimentRequest request, Execution execution) {
        try {
            PlannedExperiment planned = ExperimentOption.read(type, texts, option -> "'" + argument(option) + "'")
                    .plan(request);
            ExperimentOutcome outcome = planned.run(execution, false);
            if (planned.frontier().isEmpty() || outcome.findings().isEmpty()) {
                return outcome;
            }
            return outcome.withFrontier(
                    planned.frontier().get(), execution.stopped().getAsBoolean());
        } catch (ExperimentException impossible) {
            throw impossible;
        } catch (InvalidValueException wrong) {
            throw new ExperimentException(wrong.sentence());
        }
    }

    private static Experiment experiment(GivenScenario scenario) {
        return new Experiment(
                scenario.source(), scenario.changes(), List.of(), new LinkedHashMap<>(), 1, CONFIDENCE, warning -> {});
    }

    /** Returns the second design. Its name differs from that of the first. */
    private GivenScenario second(GivenScenario scenario, ToolArguments other) {
        if (!GivenScenario.isIn(other)) {
            List<String> sets = new ArrayList<>(scenario.changes().sets());
            sets.addAll(other.texts("set"));
            Overrides changes =
                    new Overrides(List.of(), sets, scenario.changes().options());
            return new GivenScenario(new RenamedSource(scenario.source(), CHANGED), changes, scenario.files());
        }
        GivenScenario second = GivenScenario.of(other, OTHER, folder());
        return second.source().name().equals(scenario.source().name())
                ? new GivenScenario(new RenamedSource(second.source(), OTHER), second.changes(), second.files())
                : second;
    }

    /** Source of the same scenario under another name. */
    private record RenamedSource(ScenarioSource source, String name) implements ScenarioSource {
        @Override
        public ScenarioFile read(Overrides changes) {
            return source.read(changes);
        }

        @Override
        public ScenarioSource withText(String text) {
            return new RenamedSource(source.withText(text), name);
        }
    }

    /** Returns an execution that stops at the time limit of a call, or when it is cancelled. */
    private Execution execution(ToolArguments arguments, ToolCall call) {
        int seconds = runSeconds(arguments);
        return new Execution(threads, new RunCounter(call), () -> call.isOver(seconds), TrialStore.NONE);
    }

    /** Reports the number of completed runs as the progress of a call. */
    private static final class RunCounter implements ProgressListener {
        private final ToolCall call;
        private final Set<Integer> completedRuns = new TreeSet<>();
        private String description = "";
        private int endedBefore;
        private int runs;
        private boolean isOnly = true;

        RunCounter(ToolCall call) {
            this.call = call;
        }

        @Override
        public synchronized void begins(String group, int number) {
            isOnly = isOnly && group.isEmpty();
            endedBefore += completedRuns.size();
            completedRuns.clear();
            description = group;
            runs = number;
        }

        @Override
        public void onProgress(int run, double share, long events, long inFlight) {
            int done;
            double total;
            synchronized (this) {
                if (share < 1 || !completedRuns.add(run)) {
                    return;
                }
                done = endedBefore + completedRuns.size();
                total = isOnly ? runs : Double.NaN;
            }
            call.onProgress(done, total, description.isEmpty() ? "runs" : "runs of " + description);
        }
    }
}
