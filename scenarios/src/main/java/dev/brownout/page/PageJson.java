package dev.brownout.page;

import dev.brownout.format.TextSanitizer;
import dev.brownout.json.JsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plain data as JSON for a page: maps, lists, texts, numbers, truth values and {@code null}. */
public final class PageJson {
    private final JsonBuilder json = JsonBuilder.compact();

    private PageJson() {}

    /** Returns data as JSON. Numbers that are not finite are {@code null}. */
    public static String text(Object data) {
        PageJson page = new PageJson();
        page.write(data);
        return page.json.text();
    }

    /** Returns an object with properties in the given order. */
    public static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    private void write(Object value) {
        if (value == null) {
            json.literal("null");
        } else if (value instanceof Map<?, ?> map) {
            json.beginObject();
            map.forEach((name, each) -> {
                json.name((String) name);
                write(each);
            });
            json.endObject();
        } else if (value instanceof List<?> list) {
            json.beginArray();
            list.forEach(this::write);
            json.endArray();
        } else if (value instanceof Double number) {
            json.value(number.doubleValue());
        } else if (value instanceof Number whole) {
            json.value(whole.longValue());
        } else if (value instanceof Boolean truth) {
            json.literal(truth.toString());
        } else {
            json.value(TextSanitizer.replace((String) value));
        }
    }
}
