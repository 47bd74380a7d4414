package org.eksrunbook.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models as Cockpit draws them: readable without scrolling, nothing cut by a line. */
class DrawingTest {

    private static final double WIDEST = 1600;

    static Collection<BpmnModelInstance> models() {
        return Models.all().values();
    }

    static List<Drawing> drawings() {
        return models().stream().map(Drawing::of).toList();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everythingHasAPlaceInThePicture(BpmnModelInstance model) {
        assertThat(model.getModelElementsByType(FlowNode.class))
                .allSatisfy(node ->
                        assertThat(node.getDiagramElement()).as(node.getId()).isNotNull());
        assertThat(model.getModelElementsByType(SequenceFlow.class))
                .allSatisfy(flow ->
                        assertThat(flow.getDiagramElement()).as(flow.getId()).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void cockpitCanShowItWhole(Drawing drawing) {
        Rectangle2D all = drawing.shapes().stream()
                .map(Drawing.Shape::box)
                .reduce(Rectangle2D::createUnion)
                .orElseThrow();
        assertThat(all.getWidth()).isLessThanOrEqualTo(WIDEST);
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void nothingOverlaps(Drawing drawing) {
        List<String> faults = new ArrayList<>();
        for (Drawing.Shape one : drawing.shapes()) {
            for (Drawing.Shape other : drawing.shapes()) {
                boolean may =
                        one.related().contains(other.id()) || other.related().contains(one.id());
                if (!may && one.inner().intersects(other.inner())) {
                    faults.add(one.id() + " and " + other.id());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void noFlowCrossesAnother(Drawing drawing) {
        List<String> faults = new ArrayList<>();
        for (Drawing.Leg one : drawing.legs()) {
            for (Drawing.Leg other : drawing.legs()) {
                if (!one.flow().equals(other.flow()) && cross(one.line(), other.line())) {
                    faults.add(one.flow() + " and " + other.flow());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void noFlowRunsThroughAnElement(Drawing drawing) {
        List<String> faults = new ArrayList<>();
        for (Drawing.Leg leg : drawing.legs()) {
            for (Drawing.Shape shape : drawing.shapes()) {
                if (!leg.related().contains(shape.id()) && shape.inner().intersectsLine(leg.line())) {
                    faults.add(leg.flow() + " and " + shape.id());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    /** Whether two lines cut through one another; flows that merge in front of one target only touch. */
    private static boolean cross(Line2D a, Line2D b) {
        return a.relativeCCW(b.getP1()) * a.relativeCCW(b.getP2()) < 0
                && b.relativeCCW(a.getP1()) * b.relativeCCW(a.getP2()) < 0;
    }
}
