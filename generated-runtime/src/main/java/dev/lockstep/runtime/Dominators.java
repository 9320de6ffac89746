package dev.lockstep.runtime;

/**
 * The dominator tree of a {@link ControlFlow} in which a virtual root precedes all blocks that are entered from outside.
 *
 * <p>The algorithm is the simple one of Lengauer and Tarjan, A Fast Algorithm for Finding Dominators in a Flowgraph, TOPLAS
 * 1(1), 1979: O(m log n) whatever the graph. The iterative one of Cooper, Harvey and Kennedy is shorter but takes quadratic
 * time for a long chain of blocks that all branch to one, which a hostile program may have 100,000 of.
 */
final class Dominators {

  /** The parent of the blocks that no block dominates. */
  static final int NONE = -1;

  private final int[] parentOf;
  private final int[] preorder;
  private final int[] subtreeSize;

  Dominators(ControlFlow flow) {
    int[] idom = new LengauerTarjan(flow).run();
    int count = flow.count;
    parentOf = idom;
    subtreeSize = new int[count];
    preorder = new int[count];
    // Blocks come after their dominators, so one sweep in either direction replaces a walk over the tree.
    for (int block = count - 1; block >= 0; block--) {
      subtreeSize[block]++;
      if (idom[block] != NONE) {
        subtreeSize[idom[block]] += subtreeSize[block];
      }
    }
    int[] cursor = new int[count];
    int top = 0;
    for (int block = 0; block < count; block++) {
      if (idom[block] == NONE) {
        preorder[block] = top;
        top += subtreeSize[block];
      } else {
        preorder[block] = cursor[idom[block]];
        cursor[idom[block]] += subtreeSize[block];
      }
      cursor[block] = preorder[block] + 1;
    }
  }

  /** The immediate dominator, or {@link #NONE}. */
  int parent(int block) {
    return parentOf[block];
  }

  /** Whether every path from outside to {@code lower} leads through {@code upper}; true if they are the same. */
  boolean dominates(int upper, int lower) {
    int distance = preorder[lower] - preorder[upper];
    return distance >= 0 && distance < subtreeSize[upper];
  }

  /** The names are those of the paper; vertices are numbered in preorder, the virtual root is 0. */
  private static final class LengauerTarjan {
    private final ControlFlow flow;
    private final int size;
    private final int[] vertex;
    private final int[] number;
    private final int[] parent;
    private final int[] semi;
    private final int[] ancestor;
    private final int[] label;
    private final int[] dom;
    private final int[] bucket;
    private final int[] nextInBucket;
    private final int[] path;

    LengauerTarjan(ControlFlow flow) {
      this.flow = flow;
      size = flow.count + 1;
      vertex = new int[size];
      number = new int[flow.count];
      parent = new int[size];
      semi = new int[size];
      ancestor = new int[size];
      label = new int[size];
      dom = new int[size];
      bucket = new int[size];
      nextInBucket = new int[size];
      path = new int[size];
    }

    int[] run() {
      search();
      for (int i = 0; i < size; i++) {
        semi[i] = i;
        label[i] = i;
        ancestor[i] = -1;
        bucket[i] = -1;
      }
      for (int w = size - 1; w > 0; w--) {
        visit(w);
      }
      int[] result = new int[flow.count];
      for (int w = 1; w < size; w++) {
        if (dom[w] != semi[w]) {
          dom[w] = dom[dom[w]];
        }
        result[vertex[w]] = dom[w] == 0 ? NONE : vertex[dom[w]];
      }
      return result;
    }

    /** Block 0 is an entry from which all others can be reached; it is the virtual root's only child in the spanning tree. */
    private void search() {
      int[] cursor = new int[flow.count];
      int depth = 0;
      int found = 1;
      vertex[found] = 0;
      number[0] = found++;
      path[depth++] = 0;
      while (depth > 0) {
        int block = path[depth - 1];
        int at = flow.successorsAt[block] + cursor[block]++;
        if (at == flow.successorsAt[block + 1]) {
          depth--;
          continue;
        }
        int successor = flow.successors[at];
        if (number[successor] == 0) {
          parent[found] = number[block];
          vertex[found] = successor;
          number[successor] = found++;
          path[depth++] = successor;
        }
      }
    }

    private void visit(int w) {
      int block = vertex[w];
      if (flow.is(ControlFlow.ENTRY, block)) {
        semi[w] = 0;
      }
      for (int i = flow.predecessorsAt[block]; i < flow.predecessorsAt[block + 1]; i++) {
        int u = eval(number[flow.predecessors[i]]);
        semi[w] = Math.min(semi[w], semi[u]);
      }
      nextInBucket[w] = bucket[semi[w]];
      bucket[semi[w]] = w;
      int p = parent[w];
      ancestor[w] = p;
      for (int v = bucket[p]; v >= 0; v = nextInBucket[v]) {
        int u = eval(v);
        dom[v] = semi[u] < semi[v] ? u : p;
      }
      bucket[p] = -1;
    }

    private int eval(int v) {
      if (ancestor[v] < 0) {
        return v;
      }
      int depth = 0;
      for (int at = v; ancestor[ancestor[at]] >= 0; at = ancestor[at]) {
        path[depth++] = at;
      }
      while (depth > 0) {
        int at = path[--depth];
        int above = ancestor[at];
        if (semi[label[above]] < semi[label[at]]) {
          label[at] = label[above];
        }
        ancestor[at] = ancestor[above];
      }
      return label[v];
    }
  }
}
