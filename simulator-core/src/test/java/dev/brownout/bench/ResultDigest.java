package dev.brownout.bench;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** SHA-256 digest of all values of a result. Equal results have equal digests in any process. */
final class ResultDigest {
    private final MessageDigest bytes;

    private ResultDigest() throws NoSuchAlgorithmException {
        bytes = MessageDigest.getInstance("SHA-256");
    }

    /** Returns the digest of a record made of records, collections, arrays, strings, numbers and enums. */
    static String digest(Object result) throws ReflectiveOperationException, NoSuchAlgorithmException {
        ResultDigest digest = new ResultDigest();
        digest.add(result);
        return HexFormat.of().formatHex(digest.bytes.digest());
    }

    private void add(Object value) throws ReflectiveOperationException {
        if (value instanceof Record) {
            text(value.getClass().getName());
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                text(component.getName());
                add(component.getAccessor().invoke(value));
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                add(entry.getKey());
                add(entry.getValue());
            }
        } else if (value instanceof Collection<?> collection) {
            for (Object element : collection) {
                add(element);
            }
        } else if (value instanceof Optional<?> optional) {
            add(optional.orElse(null));
        } else if (value != null && value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                add(Array.get(value, i));
            }
        } else {
            text(String.valueOf(value));
        }
    }

    private void text(String text) {
        bytes.update(text.getBytes(StandardCharsets.UTF_8));
        bytes.update((byte) 0);
    }
}
