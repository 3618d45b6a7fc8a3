package io.multimodal4j.processor.validate;

import io.multimodal4j.processor.diag.Report;
import io.multimodal4j.processor.read.ModelDeclaration;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** All rules that concern one model. */
public final class ModelValidator {

    private final Elements elements;
    private final Types types;

    public ModelValidator(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    public Report validate(ModelDeclaration model) {
        Report report = new Report(model.type());
        if (!new PlacementValidator(elements, types).check(model, report)) {
            return report;
        }
        ArchitectureValidator.check(model, report);
        new ConstructorValidator(elements, types).check(model, report);
        new ConfigValidator(elements).check(model, report);
        new EncodeMethodValidator(elements, types).check(model, report);
        FieldValidator.check(model, report);
        AlternativesValidator.check(model, report);
        ItemDimensionValidator.check(model, report);
        StaticMethods methods = new StaticMethods(elements, types);
        new TokenCountValidator(methods).check(model, report);
        ContentValidator.check(model, report);
        TargetValidator.check(model, report);
        PromptValidator.check(model, report);
        new InfoMethodValidator(methods).check(model, report);
        new PartValidator(elements, types).check(model, report);
        LimitValidator.check(model, report);
        return report;
    }
}
