package dev.lockstep.processor.read;

import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Looks at bodies through javac's trees. They are not attributed yet, so names are resolved here. */
final class TreeBodies implements Bodies {

  private final Trees trees;
  private final Elements elements;
  private final Descriptors descriptors;

  TreeBodies(ProcessingEnvironment environment) {
    trees = Trees.instance(environment);
    elements = environment.getElementUtils();
    descriptors = new Descriptors(environment);
  }

  @Override
  public boolean mayThrow(ExecutableElement method) {
    TreePath path = trees.getPath(method);
    if (path == null || !(path.getLeaf() instanceof MethodTree tree) || tree.getBody() == null) {
      return true;
    }
    Element owner = method.getEnclosingElement();
    Map<String, ValueKind> fields = new HashMap<>();
    for (VariableElement field : ElementFilter.fieldsIn(owner.getEnclosedElements())) {
      fields.put(field.getSimpleName().toString(), ValueKind.of(field.asType()));
    }
    BodyScanner scanner = new BodyScanner(fields, name -> meansJavaLang(name, owner, path));
    return scanner.mayThrow(method, tree.getBody());
  }

  @Override
  public SimpleBody simple(ExecutableElement method) {
    return BodyCompiler.compile(elements, descriptors, method, trees.getTree(method).getBody()).orElse(null);
  }

  @Override
  public int size(ExecutableElement method) {
    return trees.getTree(method) == null ? UNKNOWN_SIZE : new BodySize(trees).of(method);
  }

  @Override
  public boolean hasSource(TypeElement type) {
    return trees.getTree(type) != null;
  }

  private boolean brings(ImportTree tree, String name) {
    String imported = tree.getQualifiedIdentifier().toString();
    if (!tree.isStatic() || !imported.endsWith(".*")) {
      return imported.endsWith("." + name);
    }
    TypeElement type = elements.getTypeElement(imported.substring(0, imported.length() - 2));
    return type == null
        || elements.getAllMembers(type).stream()
            .anyMatch(member -> member.getKind().isField() && member.getSimpleName().contentEquals(name));
  }

  /** Whether a simple name is that of the class in {@code java.lang}: nothing nearer has the same name. */
  private boolean meansJavaLang(String name, Element owner, TreePath path) {
    String packageName = elements.getPackageOf(owner).getQualifiedName().toString();
    boolean hidden =
        elements.getTypeElement(packageName.isEmpty() ? name : packageName + "." + name) != null
            || path.getCompilationUnit().getImports().stream()
                .anyMatch(tree -> brings(tree, name));
    for (Element place = owner; !hidden && place instanceof TypeElement type; place = place.getEnclosingElement()) {
      hidden =
          elements.getAllMembers(type).stream()
              .anyMatch(
                  member ->
                      member.getSimpleName().contentEquals(name)
                          && (member.getKind().isClass()
                              || member.getKind().isInterface()
                              || member.getKind().isField()));
    }
    return !hidden;
  }
}
