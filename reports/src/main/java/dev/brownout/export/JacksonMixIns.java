package dev.brownout.export;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.annotation.EnumNaming;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.util.NameTransformer;
import dev.brownout.result.Analysis;
import dev.brownout.result.Series;
import dev.brownout.result.SlaResult;

/** Jackson mix-ins and names for reading the JSON of a result. */
final class JacksonMixIns {

    private JacksonMixIns() {}

    static void register(ObjectMapper mapper) {
        mapper.addMixIn(Series.Kind.class, KebabCase.class);
        mapper.addMixIn(SlaResult.OpenRange.class, UnboundedRange.class);
        mapper.addMixIn(SlaResult.Verdict.class, KebabCase.class);
        mapper.addMixIn(Analysis.Station.class, UnlimitedCapacity.class);
    }

    /** Introspector that reads flat records from the properties of the record that contains them. */
    static final class FlatRecords extends JacksonAnnotationIntrospector {
        @Override
        public NameTransformer findUnwrappingNameTransformer(AnnotatedMember member) {
            return PropertyRules.FLAT.contains(member.getRawType()) ? NameTransformer.NOP : null;
        }
    }

    /** Naming strategy with the names of {@link PropertyRules}. */
    static final class Names extends PropertyNamingStrategy {
        @Override
        public String nameForField(MapperConfig<?> config, AnnotatedField field, String component) {
            return PropertyRules.name(field.getDeclaringClass(), component);
        }

        @Override
        public String nameForGetterMethod(MapperConfig<?> config, AnnotatedMethod method, String component) {
            return PropertyRules.name(method.getDeclaringClass(), component);
        }

        @Override
        public String nameForConstructorParameter(
                MapperConfig<?> config, AnnotatedParameter parameter, String component) {
            return PropertyRules.name(parameter.getDeclaringClass(), component);
        }
    }

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    private enum KebabCase {}

    private interface UnboundedRange {
        @JsonDeserialize(using = ValueReaders.UnlimitedReader.class)
        double high();
    }

    private interface UnlimitedCapacity {
        @JsonDeserialize(using = ValueReaders.UnlimitedReader.class)
        double capacityPerSecond();
    }
}
