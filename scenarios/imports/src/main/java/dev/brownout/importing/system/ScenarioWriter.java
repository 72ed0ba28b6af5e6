package dev.brownout.importing.system;

import dev.brownout.format.Sentences;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.ImportedComponent.CallPolicy;
import dev.brownout.importing.system.ImportedStep.Alternative;
import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedStep.Choice;
import dev.brownout.importing.system.ImportedStep.Note;
import dev.brownout.importing.system.ImportedStep.Parallel;
import dev.brownout.importing.system.ImportedStep.Work;
import dev.brownout.importing.system.ImportedSystem.FailureRate;
import dev.brownout.importing.system.ImportedSystem.MeasuredFigure;
import dev.brownout.importing.system.ImportedSystem.MeasuredPercentile;
import dev.brownout.importing.system.ImportedSystem.Measurements;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the scenario file of an imported system. */
public final class ScenarioWriter {
    private static final String RUN = "run";
    private static final int SHARE_DIGITS = 4;
    private static final int FAILURE_DIGITS = 3;
    private static final int CHOICE_DIGITS = 6;

    private final ImportedSystem system;
    private final CommentedYaml yaml = new CommentedYaml();

    private ScenarioWriter(ImportedSystem system) {
        this.system = system;
    }

    /** Returns the scenario file of a system. */
    static String write(ImportedSystem system) {
        return new ScenarioWriter(system).text();
    }

    /** Returns a scenario with a further remark above its version. */
    public static String withRemark(String scenario, String remark) {
        int version = scenario.indexOf("version:");
        return scenario.substring(0, version)
                + new CommentedYaml().remark(remark).text()
                + scenario.substring(version);
    }

    private String text() {
        ImportedSystem.Header header = system.header();
        yaml.remark("Made by 'brownout " + header.command() + "' of " + header.files() + ".");
        yaml.remark(header.remark());
        yaml.value("version", "1", "");
        yaml.value("scenario", header.title(), "");
        system.settings().values().forEach((key, value) -> {
            if (!key.equals(RUN)) {
                yaml.blank();
            }
            yaml.value(key, value.value(), value.origin());
        });
        system.settings().groups().forEach((key, group) -> {
            yaml.blank();
            group(key, group);
        });
        yaml.blank();
        yaml.open("components", "");
        system.components().forEach(this::component);
        yaml.close();
        system.notes().forEach(yaml::remark);
        yaml.blank();
        yaml.open("requests", "");
        system.requests().forEach(this::activity);
        yaml.close();
        failures(system.measurements().failures());
        predictions(system.measurements());
        yaml.blank();
        yaml.remark(Sentences.capitalized(system.gaps().kind()) + ":");
        system.gaps().sentences().forEach(gap -> yaml.remark("- " + gap));
        return yaml.text();
    }

    private void settings(ImportedSettings settings) {
        settings.values().forEach((key, value) -> {
            if (value.value().isEmpty()) {
                yaml.remark(value.origin());
            } else {
                yaml.value(key, value.value(), value.origin());
            }
        });
        settings.groups().forEach(this::group);
    }

    private void group(String key, ImportedSettings group) {
        yaml.open(key, "");
        settings(group);
        yaml.close();
    }

    private void component(ImportedComponent component) {
        if (!component.origin().isEmpty()) {
            String all = component.settings().values().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue().value())
                    .collect(Collectors.joining(", ", "{ ", " }"));
            yaml.value(component.name(), all, component.origin());
            return;
        }
        yaml.open(component.name(), "");
        settings(component.settings());
        if (!component.endpoints().isEmpty()) {
            yaml.open("endpoints", "");
            component.endpoints().forEach(this::activity);
            yaml.close();
        }
        component.consumers().forEach(this::activity);
        settings(component.options());
        if (!component.policies().isEmpty()) {
            yaml.open("policies", "of its callers, from the outermost to the innermost");
            component.policies().forEach(this::policy);
            yaml.close();
        }
        yaml.close();
    }

    private void policy(CallPolicy policy) {
        yaml.item().open(policy.word(), "");
        settings(policy.settings());
        yaml.close();
    }

    private void activity(ImportedActivity activity) {
        yaml.open(activity.name(), activity.label());
        settings(activity.settings());
        if (!activity.steps().isEmpty()) {
            yaml.open("steps", "");
            activity.steps().forEach(this::step);
            yaml.close();
        }
        yaml.close();
    }

    private void step(ImportedStep step) {
        if (step instanceof Call call) {
            yaml.item(text(call), call.origin());
        } else if (step instanceof Work work) {
            yaml.item().value("cpu", work.distribution(), work.origin());
        } else if (step instanceof Parallel parallel) {
            yaml.item().open("parallel", parallel.origin());
            parallel.calls().forEach(this::step);
            yaml.close();
        } else if (step instanceof Choice choice) {
            yaml.item().open("choose", choice.origin());
            for (Alternative alternative : choice.alternatives()) {
                yaml.item().open(LanguageNumbers.format(alternative.millionths() / 1e4, CHOICE_DIGITS) + "%", "");
                alternative.steps().forEach(this::step);
                yaml.close();
            }
            yaml.close();
        } else {
            yaml.remark(((Note) step).text());
        }
    }

    private static String text(Call call) {
        String text = (call.verb().isEmpty() ? "" : call.verb() + ": ") + call.target();
        String times = call.times() > 1 ? ", times: " + call.times() : "";
        String when =
                call.share() < 1 ? ", when: " + LanguageNumbers.format(call.share() * 100, SHARE_DIGITS) + "%" : "";
        String policies = call.policies().isEmpty() ? "" : ", " + call.policies();
        String options = times + when + policies;
        return options.isEmpty() ? text : "{ " + text + options + " }";
    }

    private void failures(List<FailureRate> failures) {
        if (failures.isEmpty()) {
            return;
        }
        yaml.blank();
        yaml.open("faults", "");
        for (FailureRate failed : failures) {
            yaml.item(
                    "at 0s: errors " + failed.component() + " "
                            + LanguageNumbers.format(failed.percent(), FAILURE_DIGITS) + "% as " + failed.name(),
                    failed.origin());
        }
        yaml.close();
    }

    private void predictions(Measurements measurements) {
        if (measurements.percentiles().isEmpty() && measurements.figures().isEmpty()) {
            return;
        }
        yaml.blank();
        yaml.remark(measurements.remark());
        yaml.open("predict", "");
        for (MeasuredPercentile measured : measurements.percentiles()) {
            if (measured.nanos() > 0) {
                prediction(
                        measured.request(),
                        measured.statistic(),
                        LanguageNumbers.nanos(measured.nanos()),
                        measured.tolerance(),
                        measured.origin());
            }
        }
        for (MeasuredFigure measured : measurements.figures()) {
            prediction(
                    measured.subject(), measured.metric(), measured.value(), measured.tolerance(), measured.origin());
        }
        yaml.close();
    }

    private void prediction(String subject, String metric, String value, String tolerance, String origin) {
        yaml.value(subject + " " + metric, subject + "." + metric + " ~ " + value + " +/- " + tolerance, origin);
    }
}
