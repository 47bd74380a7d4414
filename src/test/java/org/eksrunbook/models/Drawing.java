package org.eksrunbook.models;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;

/** Where everything of a model lies; read once, since the model's own tree is slow to ask. */
record Drawing(List<Shape> shapes, List<Leg> legs) {

    private static final double TOUCHING = 2;

    /** @param related elements it may lie on: what holds it and, for an event on an activity's edge, that activity */
    record Shape(String id, Rectangle2D box, Set<String> related) {

        /** The box without its edge: touching is no fault. */
        Rectangle2D inner() {
            return new Rectangle2D.Double(
                    box.getX() + TOUCHING,
                    box.getY() + TOUCHING,
                    box.getWidth() - 2 * TOUCHING,
                    box.getHeight() - 2 * TOUCHING);
        }
    }

    /** One straight piece of a flow. */
    record Leg(String flow, Line2D line, Set<String> related) {}

    static Drawing of(BpmnModelInstance model) {
        List<Shape> shapes = new ArrayList<>();
        List<Leg> legs = new ArrayList<>();
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            Bounds bounds = ((BpmnShape) node.getDiagramElement()).getBounds();
            shapes.add(new Shape(
                    node.getId(),
                    new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight()),
                    related(node)));
        }
        for (SequenceFlow flow : model.getModelElementsByType(SequenceFlow.class)) {
            Set<String> related = related(flow);
            related.addAll(related(flow.getSource()));
            related.addAll(related(flow.getTarget()));
            List<Waypoint> way = List.copyOf(flow.getDiagramElement().getWaypoints());
            for (int i = 1; i < way.size(); i++) {
                legs.add(new Leg(flow.getId(), new Line2D.Double(point(way.get(i - 1)), point(way.get(i))), related));
            }
        }
        return new Drawing(shapes, legs);
    }

    private static Set<String> related(BaseElement element) {
        Set<String> related = new HashSet<>();
        related.add(element.getId());
        if (element instanceof BoundaryEvent event) {
            related.add(event.getAttachedTo().getId());
        }
        for (Object parent = element.getParentElement();
                parent instanceof BaseElement outer;
                parent = outer.getParentElement()) {
            related.add(outer.getId());
        }
        return related;
    }

    private static Point2D point(Waypoint waypoint) {
        return new Point2D.Double(waypoint.getX(), waypoint.getY());
    }
}
