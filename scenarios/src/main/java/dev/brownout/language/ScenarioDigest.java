package dev.brownout.language;

import dev.brownout.language.overlay.Parameters;
import dev.brownout.language.parse.Sha256;
import dev.brownout.result.VariantResult.Setting;
import java.util.List;
import java.util.SortedMap;

/** The fingerprint of a resolved scenario: equal for files that mean the same. */
final class ScenarioDigest {
    private ScenarioDigest() {}

    /**
     * SHA-256 in hexadecimal digits of all settings of all variants, whatever their origin, and of what stands in the
     * files that they name; parameters count by what they set.
     *
     * @param recorded the digests of the values in those files, by the files' names
     */
    static String of(List<ScenarioFile.Variant> variants, SortedMap<String, String> recorded) {
        StringBuilder text = new StringBuilder();
        for (ScenarioFile.Variant variant : variants) {
            text.append("variant ").append(variant.name()).append('\n');
            variant.breaks().forEach(name -> text.append("breaks ").append(name).append('\n'));
            settings(variant)
                    .forEach(one -> text.append(one.path())
                            .append(": ")
                            .append(one.value())
                            .append('\n'));
        }
        recorded.forEach((name, digest) ->
                text.append("file ").append(name).append(": ").append(digest).append('\n'));
        return Sha256.of(text.toString());
    }

    /** What a variant sets; whatever its name, and what it breaks. */
    static List<Setting> settings(ScenarioFile.Variant variant) {
        return variant.settings().stream()
                .filter(setting -> !setting.path().startsWith(Parameters.SECTION + "."))
                .toList();
    }
}
