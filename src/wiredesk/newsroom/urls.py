"""The desk's addresses. Which permission each needs stands in policy.py."""

from __future__ import annotations

from django.urls import path

from wiredesk.newsroom import acting, fronting, houserules, signing, staff, telling, views, writing

app_name = "desk"

urlpatterns = [
    path("", views.board, name="board"),
    path("stream/", views.stream, name="stream"),
    path("fresh/", views.fresh, name="fresh"),
    path("agencies.css", views.colours, name="colours"),
    path("ticker/", views.ticker, name="ticker"),
    path("views/keep/", views.keep_view, name="keep_view"),
    path("views/share/", views.share_view, name="share_view"),
    path("undo/", acting.undo, name="undo"),
    path("merge/", acting.merge, name="merge"),
    path("wires/", views.wires, name="wires"),
    path("wires/raw/<int:pk>/", acting.again, name="again"),
    path("wires/parked/<slug:queue>/<int:pk>/", acting.retry, name="retry"),
    path("reports/", views.reports, name="reports"),
    path("reports/<int:pk>/", acting.answer, name="answer"),
    path("rules/", houserules.rules, name="rules"),
    path("rules/set/", houserules.set_rule, name="set_rule"),
    path("rules/stop/", houserules.stop_rules, name="stop_rules"),
    path("fronts/", fronting.fronts, name="fronts"),
    path("fronts/place/", fronting.place, name="place"),
    path("sessions/", staff.sessions, name="sessions"),
    path("sessions/end/", staff.end_session, name="end_session"),
    path("people/", staff.people, name="people"),
    path("people/<int:pk>/end/", staff.end_sessions, name="end_sessions"),
    path("people/<int:pk>/link/", signing.link, name="link"),
    path("item/<int:pk>/", views.item, name="item"),
    path("story/<int:pk>/", views.story, name="story"),
    path("story/<int:pk>/drafts/", views.drafts, name="drafts"),
    path("story/<int:pk>/here/", views.here, name="here"),
    path("story/<int:pk>/take/", acting.take, name="take"),
    path("story/<int:pk>/settle/", acting.settle, name="settle"),
    path("story/<int:pk>/note/", acting.note, name="note"),
    path("story/<int:pk>/resolve/", acting.resolve, name="resolve"),
    path("story/<int:pk>/split/", acting.split, name="split"),
    path("story/<int:pk>/move/", acting.move, name="move"),
    path("story/<int:pk>/change/", writing.change, name="change"),
    path("story/<int:pk>/adopt/", writing.adopt, name="adopt"),
    path("story/<int:pk>/probe/", writing.probe, name="probe"),
    path("story/<int:pk>/approve/", writing.approve, name="approve"),
    path("story/<int:pk>/brief/", writing.brief, name="brief"),
    path("story/<int:pk>/brief/send/", writing.send_brief, name="send_brief"),
    path("story/<int:pk>/unschedule/", writing.unschedule, name="unschedule"),
    path("story/<int:pk>/send/", writing.send, name="send"),
    path("story/<int:pk>/override/", writing.override, name="override"),
    path("story/<int:pk>/second/", writing.second, name="second"),
    path("story/<int:pk>/translation/", fronting.translation, name="translation"),
    path("story/<int:pk>/down/", writing.down, name="down"),
    path("story/<int:pk>/tell/", telling.tell, name="tell"),
    path("story/<int:pk>/post/", telling.post, name="post"),
    path("story/<int:pk>/untell/", telling.untell, name="untell"),
    path("story/<int:pk>/live/", telling.end_live, name="end_live"),
    path("story/<int:pk>/spike/", acting.spike, name="spike"),
    path("story/<int:pk>/unspike/", acting.unspike, name="unspike"),
]
