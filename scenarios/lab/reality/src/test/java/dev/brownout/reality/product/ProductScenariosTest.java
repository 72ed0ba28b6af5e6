package dev.brownout.reality.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios of the trials, with the calibration of the last measurement. */
class ProductScenariosTest {
    private static final Path CALIBRATED = Path.of("../../../docs/reality-products-calibrated.txt");
    private static final Pattern TIMES = Pattern.compile("file\\(([^)]*)\\)");

    @TempDir
    private Path folder;

    static Stream<MeasuredProduct> products() {
        return Products.all().stream();
    }

    @ParameterizedTest
    @MethodSource("products")
    void everyFigureHasAValue(MeasuredProduct product) throws IOException {
        Map<String, String> calibrated = calibrated(product);
        assumeThat(calibrated).as("%s is not measured", product.name()).isNotEmpty();
        assertThat(product.trials()).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
        for (ProductTrial trial : product.trials()) {
            for (var file : TIMES.matcher(TrialPrediction.scenario(product, trial, calibrated))
                    .results()
                    .toList()) {
                Files.writeString(folder.resolve(file.group(1)), "1ms\n2ms\n4ms\n");
            }
            assertThat(trial.figures()).as(trial.name()).isNotEmpty();
            TrialPrediction.values(product, trial, calibrated, folder)
                    .forEach((figure, values) -> assertThat(values)
                            .as("%s of %s: %s", figure.title(), product.name(), trial.name())
                            .hasSize(TrialPrediction.RUNS)
                            .anyMatch(value -> !value.isNaN()));
        }
    }

    private static Map<String, String> calibrated(MeasuredProduct product) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String line : Files.readAllLines(CALIBRATED)) {
            List<String> cells = List.of(line.split("\t", -1));
            if (cells.get(0).equals(product.name())) {
                values.put(cells.get(1), cells.get(2));
            }
        }
        return values;
    }
}
