package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.catalog.Catalog;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.random.Distribution;
import dev.brownout.random.UniformDistribution;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FunctionSyntax;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A distribution is explained as soon as it is in the vocabulary. */
class CustomDistributionExplainTest {
    /** Uniform distribution from half to one and a half times a value. */
    @Kind("around")
    @Doc("Around: half a value to one and a half, all alike.")
    @Example("around(20ms)")
    record Around(
            @Doc("The value in the middle.") @InUnit(InUnit.Unit.OF_VALUES)
            double middle) implements FunctionSyntax<Distribution> {
        @Override
        public UniformDistribution parsedValue() {
            return new UniformDistribution(middle / 2, middle * 3 / 2);
        }
    }

    private static Vocabulary vocabulary() {
        Vocabulary shipped = Vocabulary.standard();
        return new Vocabulary(
                shipped.components(),
                shipped.policies(),
                shipped.faults(),
                Catalog.steps(),
                List.of(Around.class),
                Catalog.keyPopularities(),
                Catalog.loads());
    }

    @Test
    void explainsADistributionOutsideTheCatalog() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = Session.pipe(out, out);
        assertThat(new CommandLine(new ExplainCommand(terminal, () -> new LanguageDefinition(vocabulary())))
                        .execute("around"))
                .isEqualTo(0);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("half a value to one and a half", "middle", "around(20ms)");
    }
}
