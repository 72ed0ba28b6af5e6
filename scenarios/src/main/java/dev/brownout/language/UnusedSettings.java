package dev.brownout.language;

import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.ResolvedSettings;
import dev.brownout.language.yaml.ResolvedSettings.ConditionalSetting;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ConditionalEffect;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Settings without effect in any variant. Only settings that the file itself writes count: a profile or a parent has
 * its settings for all its uses.
 */
final class UnusedSettings {
    private final Set<String> used = new LinkedHashSet<>();
    private final Map<String, UnusedSetting> unused = new LinkedHashMap<>();

    /** A setting without effect in a variant. */
    private record UnusedSetting(String owner, String name, SourceLocation place, ConditionalEffect effect) {}

    /** Settings of one map that have no effect for the same reason. */
    private record Group(String owner, ConditionalEffect effect) {}

    /** Adds the effects of the settings of a variant, by path, and of those that depend on another setting. */
    void add(Variant variant, Map<String, ConditionalEffect> effects) {
        Map<String, ConditionalEffect> declared = new TreeMap<>();
        effects.forEach((path, effect) -> declared.put(ResolvedSettings.withoutSection(path), effect));
        Set<String> conditional = new LinkedHashSet<>();
        for (ConditionalSetting setting : variant.settings.conditional()) {
            String path = setting.owner() + "." + setting.name();
            conditional.add(path);
            ConditionalEffect other = declared.getOrDefault(path, ConditionalEffect.PRESENT);
            ConditionalEffect effect = other.isPresent() ? new ConditionalEffect(setting.reason(), false) : other;
            if (effect.isPresent()) {
                used.add(path);
            } else if (setting.written()) {
                unused.putIfAbsent(path, new UnusedSetting(setting.owner(), setting.name(), setting.place(), effect));
            }
        }
        declared.keySet().removeAll(conditional);
        declared.forEach((path, effect) -> {
            if (effect.isPresent()) {
                used.add(path);
            } else if (variant.settings.writes(path)) {
                int last = path.lastIndexOf('.');
                SourceLocation place = variant.place(new ScenarioException(path, effect.reason()));
                unused.putIfAbsent(
                        path, new UnusedSetting(path.substring(0, last), path.substring(last + 1), place, effect));
            }
        });
    }

    /** Returns the settings that have no effect whatever faults occur. */
    List<Problem> errors() {
        return problems(false);
    }

    /** Returns warnings about the settings that would have an effect with other faults. */
    List<Problem> warnings() {
        return problems(true).stream().map(Problem::asWarning).toList();
    }

    private List<Problem> problems(boolean situational) {
        Map<Group, List<UnusedSetting>> groups = new LinkedHashMap<>();
        unused.forEach((path, setting) -> {
            if (!used.contains(path) && setting.effect().situational() == situational) {
                groups.computeIfAbsent(new Group(setting.owner(), setting.effect()), group -> new ArrayList<>())
                        .add(setting);
            }
        });
        List<Problem> problems = new ArrayList<>();
        groups.forEach((group, settings) -> {
            Sentence message = group.effect()
                    .problem(settings.stream().map(UnusedSetting::name).toList());
            problems.add(
                    Problem.ofLocation(ProblemKind.NO_EFFECT, settings.get(0).place(), message, false));
        });
        return problems;
    }
}
