package dev.brownout.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.brownout.io.NewerFormatException;
import dev.brownout.result.RunResult;
import java.io.IOException;

/** Reader of results and other data in the form of {@link ResultJson}. */
public final class ResultJsonReader {

    private static final ObjectMapper MAPPER = mapper();

    private ResultJsonReader() {}

    /**
     * Reads a {@code result.json}.
     *
     * @throws NewerFormatException if the file requires a newer program
     * @throws IOException if the bytes are not a result of this version
     */
    public static RunResult read(byte[] json) throws IOException {
        checkVersion(json);
        return MAPPER.treeToValue(DeclarationOrder.restore(MAPPER.readTree(json)), ResultDocument.class)
                .result();
    }

    /**
     * Checks the version of a {@code result.json} without reading the rest of it.
     *
     * @throws NewerFormatException if the file requires a newer program
     * @throws IOException if the bytes are not a result of this version
     */
    public static void checkVersion(byte[] json) throws IOException {
        JsonVersion.check(ResultJson.FORMAT, "version", json);
    }

    /**
     * Reads plain data.
     *
     * @throws IOException if the bytes are malformed
     */
    static <T> T plain(byte[] json, Class<T> type) throws IOException {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException torn) {
            throw new IOException("it is incomplete, or not a result", torn);
        }
    }

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .annotationIntrospector(new JacksonMixIns.FlatRecords())
                .propertyNamingStrategy(new JacksonMixIns.Names())
                .addModule(ValueReaders.module())
                .build();
        JacksonMixIns.register(mapper);
        return mapper;
    }
}
