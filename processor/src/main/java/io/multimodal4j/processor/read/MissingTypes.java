package io.multimodal4j.processor.read;

import io.multimodal4j.processor.types.TypeNames;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Looks for types that do not exist (yet) wherever a declaration says something with types. */
final class MissingTypes {

    private MissingTypes() {}

    static void checkHierarchyAndConstructors(TypeElement type) throws UnresolvedException {
        check(type.getSuperclass(), "as the superclass");
        for (TypeMirror implemented : type.getInterfaces()) {
            check(implemented, "as an interface");
        }
        for (ExecutableElement constructor : ModelDeclaration.usableConstructors(type)) {
            checkSignature(constructor, "by the constructor");
        }
    }

    static void check(ModelDeclaration model) throws UnresolvedException {
        for (EncodeDeclaration encode : model.encodes()) {
            checkSignature(encode.method(), "by '" + encode.method().getSimpleName() + "'");
        }
        for (ExecutableElement method : model.staticMethods()) {
            checkSignature(method, "by '" + method.getSimpleName() + "'");
        }
        for (PartDeclaration part : model.parts()) {
            check(part.type(), "as " + part.part().member());
        }
    }

    private static void checkSignature(ExecutableElement method, String user) throws UnresolvedException {
        check(method.getReturnType(), user);
        for (VariableElement parameter : method.getParameters()) {
            check(parameter.asType(), user);
        }
    }

    static void check(TypeMirror type, String user) throws UnresolvedException {
        if (type.getKind() == TypeKind.ERROR) {
            throw new UnresolvedException("the type '"
                    + ((DeclaredType) type).asElement().getSimpleName() + "', used " + user + ", was never found");
        }
        if (type instanceof ArrayType array) {
            check(array.getComponentType(), user);
        }
        for (TypeMirror argument : TypeNames.arguments(type)) {
            check(argument, user);
        }
    }
}
