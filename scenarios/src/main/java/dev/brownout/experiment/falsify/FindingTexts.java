package dev.brownout.experiment.falsify;

import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ScenarioSource;
import dev.brownout.experiment.falsify.FalsificationSearch.FindingGroup;
import dev.brownout.format.Slug;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.overlay.LoadScale;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.result.SlaResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the findings of a search as scenarios. A scenario is checked: it means the same as the runs of the search. */
final class FindingTexts {
    private final Experiment experiment;
    private final ScheduleText text;
    private final ScheduleRuns runs;

    FindingTexts(Experiment experiment, ScheduleText text, ScheduleRuns runs) {
        this.experiment = experiment;
        this.text = text;
        this.runs = runs;
    }

    /** Returns the findings of some groups, in their order. */
    List<FalsificationFinding> findings(List<FindingGroup> groups) {
        List<FalsificationFinding> findings = new ArrayList<>();
        int digits = Math.max(2, Integer.toString(groups.size()).length());
        for (FindingGroup group : groups) {
            InjectionSchedule schedule = group.schedule();
            String number = String.format(Locale.ROOT, "%0" + digits + "d", findings.size() + 1);
            SlaResult measured = runs.first(schedule, group.assertion());
            findings.add(new FalsificationFinding(
                    number + "-" + Slug.text(group.assertion() + " " + schedule.cause(), "finding"),
                    group.assertion(),
                    measured,
                    schedule,
                    runs.violations(schedule, group.assertion()),
                    runs.size(schedule),
                    group.occurrences(),
                    text(group, measured)));
        }
        return findings;
    }

    private Optional<String> text(FindingGroup group, SlaResult measured) {
        InjectionSchedule schedule = group.schedule();
        List<String> comments = new ArrayList<>();
        String name = experiment.source().name().replaceFirst(".*[/\\\\]", "");
        comments.add("Found by 'brownout falsify' in " + name + ": '" + group.assertion() + "' ("
                + measured.expression() + ") is violated by");
        schedule.sentences().forEach(sentence -> comments.add("  " + sentence));
        comments.add("in " + runs.violations(schedule, group.assertion()) + " of " + runs.size(schedule)
                + " replications; the first is this run. It fails until the cause is removed.");
        String title = group.assertion() + " violated by " + schedule.cause();
        String body = text.with(schedule.faults(), settings(schedule));
        if (!isValid(ScenarioSource.text(body), schedule)) {
            comments.add("Place this file beside " + name + ": it names other files.");
        }
        String written = ScheduleText.titled(body, title, comments);
        return isValid(experiment.source().withText(written), schedule) ? Optional.of(written) : Optional.empty();
    }

    /** Returns whether a scenario is valid and means the same as the runs of a schedule. */
    private boolean isValid(ScenarioSource source, InjectionSchedule schedule) {
        try {
            return source.check(Overrides.NONE).digest().equals(runs.digest(schedule));
        } catch (ExperimentException invalid) {
            return false;
        }
    }

    /** Returns the values that the command line and the schedule set, by path. */
    private Map<String, String> settings(InjectionSchedule schedule) {
        Map<String, String> settings = new LinkedHashMap<>();
        Overrides changes = experiment.changes();
        changes.params().forEach(assignment -> addSetting(settings, "params.", assignment));
        changes.sets().forEach(assignment -> addSetting(settings, "", assignment));
        changes.options().forEach(option -> settings.put(option.path(), YamlFlow.text(option.value())));
        for (Map.Entry<String, Value> entry : schedule.settings().entrySet()) {
            if (entry.getKey().equals(Variation.LOAD)) {
                settings.putAll(loads(runs.settings(schedule)));
            } else {
                settings.put(entry.getKey(), entry.getValue().text());
            }
        }
        return settings;
    }

    private static void addSetting(Map<String, String> settings, String prefix, String assignment) {
        int equals = assignment.indexOf('=');
        settings.put(prefix + assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    /** Returns the loads of the scenario, scaled to the peak of the schedule. */
    private static Map<String, String> loads(Map<String, String> settings) {
        Map<SettingPath, SortedMap<Integer, String>> parts = new LinkedHashMap<>();
        settings.forEach((text, value) -> {
            SettingPath path = SettingPath.parse(text);
            LoadScale.load(path)
                    .ifPresent(load -> parts.computeIfAbsent(load, key -> new TreeMap<>())
                            .put(load.equals(path) ? -1 : Integer.parseInt(path.last()), YamlFlow.text(value)));
        });
        Map<String, String> loads = new LinkedHashMap<>();
        parts.forEach((load, texts) -> loads.put(
                load.toString(), texts.firstKey() < 0 ? texts.get(-1) : "[" + String.join(", ", texts.values()) + "]"));
        return loads;
    }
}
