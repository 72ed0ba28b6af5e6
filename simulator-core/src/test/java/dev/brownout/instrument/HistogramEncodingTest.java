package dev.brownout.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramEncodingTest {
    /** The last histogram takes several blocks. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 300_000})
    void bytesAreThoseOfHdrHistogram(int samples) throws DataFormatException {
        Histogram histogram = new Histogram(1, Long.MAX_VALUE / 2, 4);
        Random random = new Random(3);
        for (int i = 0; i < samples; i++) {
            histogram.recordValue(1 + (random.nextLong() >>> 10 + random.nextInt(40)));
        }
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.NO_COMPRESSION);
        byte[] encoded = HistogramEncoding.encode(histogram);
        assertThat(encoded).isEqualTo(Arrays.copyOf(buffer.array(), length));
        assertThat(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded), 0))
                .isEqualTo(histogram);
    }
}
