package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.fault.RandomFailureSpec;
import dev.brownout.language.binding.StepOptions;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.UnitParser;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.section.RunSpec;
import dev.brownout.network.Bandwidth;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.PerKeyCount;
import dev.brownout.random.TokenCounts;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.scenario.RegionSpec;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.sla.Quantity;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Factor;
import dev.brownout.spec.GenericTypes;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.MoneyAmount;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Share;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import dev.brownout.workload.LoadProfile;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every number in a scenario has a lower and an upper limit. */
class ParameterRangesTest {
    /** Amounts with the limits of their dimension, independent of the field. */
    private static final Set<Class<?>> AMOUNTS = Set.of(
            Duration.class,
            Rate.class,
            DataSize.class,
            Bandwidth.class,
            Share.class,
            MoneyAmount.class,
            Distribution.class,
            Quantity.class);

    /** Types with the limits of their Java type or of their arguments. */
    private static final Set<Class<?>> OTHERS =
            Set.of(long.class, Long.class, KeyPopularity.class, LoadProfile.class, Step.class, FilterSpec.class);

    private static final Set<Class<?>> NUMBERS = Set.of(
            int.class, Integer.class, double.class, Double.class, Factor.class, PerKeyCount.class, TokenCounts.class);

    private final List<String> endless = new ArrayList<>();
    private final Set<Class<?>> seen = new LinkedHashSet<>();
    private int numbers;

    @Test
    void everyNumberHasBothLimits() {
        Vocabulary all = Vocabulary.standard();
        Stream.of(all.components(), all.policies(), all.faults()).forEach(kinds -> kinds.forEach(this::checkRanges));
        Stream.of(
                        RunSpec.class,
                        NetworkSpec.class,
                        RegionSpec.class,
                        RequestSpec.class,
                        StepOptions.class,
                        RandomFailureSpec.class)
                .forEach(this::checkRanges);
        assertThat(endless).isEmpty();
        assertThat(numbers).isGreaterThan(150);
    }

    private void checkRanges(Class<?> type) {
        if (!seen.add(type)) {
            return;
        }
        if (type.isSealed()) {
            Stream.of(type.getPermittedSubclasses()).forEach(this::checkRanges);
        } else if (type.isRecord()) {
            SpecFields.of(type).fields().forEach(field -> checkRanges(type, field, field.type()));
        }
    }

    private void checkRanges(Class<?> owner, SpecField field, Type type) {
        if (type instanceof ParameterizedType around) {
            Stream.of(around.getActualTypeArguments()).forEach(content -> checkRanges(owner, field, content));
        } else if (type instanceof Class<?> raw && NUMBERS.contains(raw)) {
            numbers++;
            if (field.atLeast().isEmpty() || field.atMost().isEmpty()) {
                endless.add(owner.getSimpleName() + "." + field.name());
            }
        } else if (type instanceof Class<?> raw && AMOUNTS.contains(raw)) {
            numbers++;
        } else if (type instanceof Class<?> raw && !OTHERS.contains(raw)) {
            checkRanges(raw);
        }
    }

    @Test
    void amountsOfEveryDimensionHaveAnUpperLimit() {
        for (Dimension dimension : Dimension.values()) {
            assertThat(UnitParser.read(dimension.maximum(), dimension))
                    .as(dimension.words())
                    .isPositive();
        }
    }

    @Test
    void bareNumbersInFunctionsHaveBothLimits() {
        Vocabulary all = Vocabulary.standard();
        Stream.of(all.distributions(), all.keyPopularities(), all.loads())
                .flatMap(List::stream)
                .forEach(type -> {
                    SpecFields fields = SpecFields.of(type);
                    for (SpecField field : fields.fields()) {
                        Type content = GenericTypes.isOptional(field.type())
                                ? GenericTypes.content(field.type())
                                : field.type();
                        boolean isBare = NUMBERS.contains(content)
                                && fields.annotation(field, InUnit.class).isEmpty();
                        assertThat(field.atLeast().isPresent() && field.atMost().isPresent())
                                .as(type + " " + field.name())
                                .isEqualTo(isBare);
                    }
                });
    }
}
