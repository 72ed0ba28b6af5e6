package dev.brownout.spi;

import dev.brownout.sentence.Sentence;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a scenario that have an effect under a condition only. A component declares its own by
 * {@link ComponentContext#declareEffects}, under the condition that they are set. An undeclared setting has an effect.
 * A setting without effect in any variant of a file is a problem of the file.
 */
public final class SettingEffects {
    private final Map<String, ConditionalEffect> effects = new TreeMap<>();

    /**
     * Declares a setting that has an effect only if a condition holds, whatever faults the scenario has.
     *
     * @param holds whether the condition holds
     * @param setting path of the setting, such as {@code components.db.failover}
     * @param reason why it has no effect and a change that gives it one, as a continuation of "'failover' has no
     *     effect: "
     */
    public void unless(boolean holds, String setting, Sentence reason) {
        declare(holds, setting, reason, false);
    }

    /**
     * Declares a setting that has an effect only if the scenario has certain faults or changes. Without them it may
     * still describe a real system.
     *
     * @param holds whether the scenario has them
     * @param setting path of the setting
     * @param reason why it has no effect and a change that gives it one, as a continuation of "'grace' has no effect: "
     */
    public void unlessHere(boolean holds, String setting, Sentence reason) {
        declare(holds, setting, reason, true);
    }

    private void declare(boolean holds, String setting, Sentence reason, boolean situational) {
        ConditionalEffect effect = holds ? ConditionalEffect.PRESENT : new ConditionalEffect(reason, situational);
        effects.merge(setting, effect, (first, second) -> first.isPresent() ? second : first);
    }

    /** Returns the declared settings by path, with their effects. */
    public Map<String, ConditionalEffect> all() {
        return new TreeMap<>(effects);
    }
}
