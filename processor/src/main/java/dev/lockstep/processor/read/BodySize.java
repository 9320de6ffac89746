package dev.lockstep.processor.read;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.util.ElementFilter;

/**
 * Estimates the JVM code of a body from the number of its trees, together with that of the methods of the same class which
 * it calls. On the opcodes of WebAssembly a tree comes to 1.2 bytes.
 */
final class BodySize extends TreeScanner<Void, Element> {

  private final Trees trees;
  private final Set<Element> counted = new HashSet<>();
  private int count;

  BodySize(Trees trees) {
    this.trees = trees;
  }

  /** About how many bytes the body of a method takes with what it calls. */
  int of(ExecutableElement method) {
    count(method);
    return count * 6 / 5;
  }

  private void count(ExecutableElement method) {
    MethodTree tree = trees.getTree(method);
    if (tree != null && counted.add(method)) {
      scan(tree.getBody(), method.getEnclosingElement());
    }
  }

  @Override
  public Void scan(Tree tree, Element owner) {
    count += tree == null ? 0 : 1;
    return super.scan(tree, owner);
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Element owner) {
    if (call.getMethodSelect() instanceof IdentifierTree name) {
      for (ExecutableElement method : ElementFilter.methodsIn(owner.getEnclosedElements())) {
        if (method.getSimpleName().contentEquals(name.getName())
            && method.getParameters().size() == call.getArguments().size()) {
          count(method);
        }
      }
    }
    return super.visitMethodInvocation(call, owner);
  }
}
